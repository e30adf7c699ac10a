package app.toward;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** Toward as tests call it: every answer is held to the contract. There is no way past it. */
public final class Api {
    private Api() {}

    /** A request of nobody in particular. */
    public static RequestSpecification given() {
        return RestAssured.given().filter(new HeldToContract());
    }
}
