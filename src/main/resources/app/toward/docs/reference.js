"use strict";

async function show() {
  const contract = await (await fetch("/openapi?format=json")).json();
  // What is tried out here is sent to the server that shows it.
  contract.servers = [{ url: location.origin, description: "This server" }];
  SwaggerUIBundle({
    spec: contract,
    dom_id: "#reference",
    deepLinking: true,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    defaultModelRendering: "model",
    displayRequestDuration: true,
    filter: true,
    tryItOutEnabled: true,
    validatorUrl: null,
  });
}

show();
