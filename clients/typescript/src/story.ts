import type { components } from "../build/toward.js";
import { done, register } from "./person.js";

type NewBid = components["schemas"]["NewBid"];

/** Opens a stream and gives the data of the first `change` that comes. */
export type Hear = (stream: string) => Promise<string>;

/** The whole story of two people, told step by step. */
export async function tellStory(toward: string, tell: (step: string) => void, hear: Hear): Promise<void> {
  const ana = await register(toward, "Ana", "Europe/Berlin");
  const ben = await register(toward, "Ben", "Europe/Lisbon");
  tell("registered and signed in");

  const invitation = await done(ana.client.POST("/v1/invitations", { body: { kind: "romantic" } }));
  const redemption = await done(
    ben.client.POST("/v1/invitations/redemptions", { body: { code: invitation.code ?? "" } }),
  );
  expect(redemption.inviter?.displayName === "Ana", "who redeems a code sees whom it is of");
  const { id: partnership } = await done(
    ana.client.POST("/v1/invitations/{invitation}/confirmation", { params: { path: { invitation: invitation.id } } }),
  );
  tell("together");

  const within = { path: { partnership } };
  const { cursor } = await done(ben.client.GET("/v1/feed"));
  const { ticket } = await done(ben.client.POST("/v1/feed/tickets"));
  const heard = hear(`${toward}/v1/feed/events?ticket=${ticket}&after=${cursor}`);
  const body: NewBid = {
    id: crypto.randomUUID(),
    bidder: "me",
    kind: "attention",
    channel: "in_person",
    cue: "Look, the moon!",
    occurredAt: new Date().toISOString(),
  };
  const first = await ana.client.POST("/v1/partnerships/{partnership}/bids", { params: within, body });
  const again = await ana.client.POST("/v1/partnerships/{partnership}/bids", { params: within, body });
  expect(first.response.status === 201 && again.response.status === 200, "a repeated request makes nothing new");
  expect((JSON.parse(await heard) as { id: string }).id === body.id, "the other hears of it");
  tell("logged a bid, and heard of it");

  const ofBid = { path: { partnership, bid: body.id ?? "" } };
  await done(
    ben.client.PUT("/v1/partnerships/{partnership}/bids/{bid}/perspective", {
      params: ofBid,
      body: { response: "turned_toward", note: "It was huge." },
    }),
  );
  const seen = await ana.client.GET("/v1/partnerships/{partnership}/bids/{bid}", { params: ofBid });
  expect(seen.data?.partnerPerspective?.response === "turned_toward", "the response is seen");
  expect(seen.data?.partnerPerspective?.note === undefined, "the note is not");
  const tag = seen.response.headers.get("ETag") ?? "";
  const unchanged = await ana.client.GET("/v1/partnerships/{partnership}/bids/{bid}", {
    params: { ...ofBid, header: { "If-None-Match": tag } },
    cache: "no-store",
  });
  expect(unchanged.response.status === 304, "what has not changed is not sent again");
  tell("responded to it");

  const { id: checkIn } = await done(
    ana.client.POST("/v1/partnerships/{partnership}/check-ins", { params: within, body: { template: "daily" } }),
  );
  const round = { path: { partnership, checkIn } };
  const values = { mood: 5, closeness: 6, presence: 4, feeling_heard: 6, time_together: 3 };
  const answer = { visibility: "shared", values };
  await done(
    ana.client.PUT("/v1/partnerships/{partnership}/check-ins/{checkIn}/answer", { params: round, body: answer }),
  );
  const hidden = await done(
    ben.client.GET("/v1/partnerships/{partnership}/check-ins/{checkIn}", { params: round }),
  );
  expect(hidden.state === "open" && hidden.partner === undefined, "nothing shows before both have answered");
  const revealed = await done(
    ben.client.PUT("/v1/partnerships/{partnership}/check-ins/{checkIn}/answer", { params: round, body: answer }),
  );
  expect(revealed.state === "revealed" && revealed.partner?.values?.["mood"] === 5, "both see both");
  tell("answered a check-in, and saw both answers");

  const { items, hasMore } = await done(ben.client.GET("/v1/feed", { params: { query: { after: cursor } } }));
  const kinds = items.map((change) => change.kind);
  expect(!hasMore && kinds.includes("bid") && kinds.includes("check_in"), "the feed has all of it");
  tell("caught up");

  const { figures } = await done(ben.client.GET("/v1/partnerships/{partnership}/insights", { params: within }));
  expect(figures.some((figure) => figure.status === "insufficient_data"), "one bid says nothing yet");
  tell("read the insights");

  expect(await ana.refresh(), "the next tokens are others");
  const ended = await done(
    ana.client.PATCH("/v1/partnerships/{partnership}", { params: within, body: { state: "ended" } }),
  );
  expect(ended.state === "ended", "either can end it");
  const late = await ben.client.POST("/v1/partnerships/{partnership}/bids", {
    params: within,
    body: { ...body, id: crypto.randomUUID() },
  });
  expect(late.response.status === 409 && late.error?.code === "partnership_ended", "writing has stopped");
  tell("refreshed, and ended it");

  await done(ana.client.DELETE("/v1/sessions/current"));
  const { response, error } = await ana.client.GET("/v1/me");
  expect(response.status === 401 && error?.code === "invalid_token", "the token does not count any more");
  tell("signed out");
}

function expect(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(`It does not hold that ${what}.`);
  }
}
