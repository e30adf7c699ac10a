import createClient from "openapi-fetch";
import type { components, paths } from "../build/toward.js";

type Problem = components["schemas"]["Problem"];

/** What came of a call: its answer, or the problem that it was refused with. */
type Outcome<T> = { data?: T; error?: Problem | undefined; response: Response };

/** A call that must succeed. */
export async function done<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) {
    throw new Error(`${response.url}: ${response.status} ${JSON.stringify(error)}`);
  }
  return data as T;
}

/** Somebody who registers and signs in; every call of theirs then bears the token that counts. */
export async function register(toward: string, displayName: string, timeZone: string) {
  const anybody = createClient<paths>({ baseUrl: toward });
  const email = `${displayName.toLowerCase()}.${crypto.randomUUID()}@example.org`;
  const password = "quiet river under stone";
  await done(anybody.POST("/v1/accounts", { body: { email, password, displayName, timeZone } }));
  let tokens = await done(anybody.POST("/v1/sessions", { body: { email, password, label: "The story" } }));

  const client = createClient<paths>({ baseUrl: toward });
  client.use({
    onRequest({ request }) {
      request.headers.set("Authorization", `Bearer ${tokens.accessToken}`);
      return request;
    },
  });
  return {
    client,
    /** Gets the next tokens; tells whether they are others. */
    async refresh(): Promise<boolean> {
      const { accessToken, refreshToken } = tokens;
      tokens = await done(anybody.POST("/v1/sessions/refresh", { body: { refreshToken } }));
      return tokens.accessToken !== accessToken;
    },
  };
}
