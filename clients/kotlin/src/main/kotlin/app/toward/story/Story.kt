package app.toward.story

import app.toward.client.infrastructure.ApiClient
import app.toward.client.infrastructure.ClientException
import app.toward.client.infrastructure.Serializer
import app.toward.client.models.NewAnswer
import app.toward.client.models.NewBid
import app.toward.client.models.NewCheckIn
import app.toward.client.models.NewInvitation
import app.toward.client.models.NewPerspective
import app.toward.client.models.NewRedemption
import app.toward.client.models.PartnershipChange
import okhttp3.Request
import java.time.OffsetDateTime
import java.time.ZoneOffset
import java.time.temporal.ChronoUnit
import java.util.UUID
import kotlin.system.exitProcess

/** Tells the whole story of two people, step by step, against the server whose address is given. */
fun main(arguments: Array<String>) {
    tellStory(arguments.firstOrNull() ?: "http://localhost:8080", ::println)
    // The threads of OkHttp would wait for more.
    exitProcess(0)
}

fun tellStory(toward: String, tell: (String) -> Unit) {
    val ana = Person(toward, "Ana", "Europe/Berlin")
    val ben = Person(toward, "Ben", "Europe/Lisbon")
    tell("registered and signed in")

    val invitation = ana.invitations.invite(NewInvitation("romantic"))
    val redemption = ben.invitations.redeemCode(NewRedemption(checkNotNull(invitation.code)))
    check(redemption.inviter?.displayName == "Ana") { "who redeems a code sees whom it is of" }
    val partnership = ana.invitations.confirmInvitation(invitation.id).id
    tell("together")

    val cursor = ben.feed.readFeed().cursor
    val ticket = ben.feed.makeStreamTicket().ticket
    val now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS)
    val bid = NewBid("me", "attention", "in_person", now, UUID.randomUUID(), "Look, the moon!")
    hearing("$toward/v1/feed/events?ticket=$ticket&after=$cursor") { next ->
        val first = ana.bids.logBidWithHttpInfo(partnership, bid, null)
        val again = ana.bids.logBidWithHttpInfo(partnership, bid, null)
        check(first.statusCode == 201 && again.statusCode == 200) { "a repeated request makes nothing new" }
        check(next()["id"] == bid.id.toString()) { "the other hears of it" }
    }
    tell("logged a bid, and heard of it")

    val id = checkNotNull(bid.id)
    ben.bids.givePerspective(id, partnership, NewPerspective("turned_toward", note = "It was huge."))
    val seen = ana.bids.getBid(id, partnership).partnerPerspective
    check(seen?.response == "turned_toward") { "the response is seen" }
    check(seen?.note == null) { "the note is not" }
    tell("responded to it")

    val checkIn = ana.checkIns.beginCheckIn(partnership, NewCheckIn("daily")).id
    val values = mapOf("mood" to 5, "closeness" to 6, "presence" to 4, "feeling_heard" to 6, "time_together" to 3)
    val answer = NewAnswer("shared", values)
    ana.checkIns.answerCheckIn(checkIn, partnership, answer)
    val hidden = ben.checkIns.getCheckIn(checkIn, partnership)
    check(hidden.state == "open" && hidden.partner == null) { "nothing shows before both have answered" }
    val revealed = ben.checkIns.answerCheckIn(checkIn, partnership, answer)
    check(revealed.state == "revealed" && revealed.partner?.propertyValues == values) { "both see both" }
    tell("answered a check-in, and saw both answers")

    val page = ben.feed.readFeed(cursor)
    check(!page.hasMore && page.items.map { it.kind }.containsAll(listOf("bid", "check_in"))) { "the feed has all of it" }
    tell("caught up")

    val figures = ben.insights.getInsights(partnership).figures
    check(figures.any { it.status == "insufficient_data" }) { "one bid says nothing yet" }
    tell("read the insights")

    check(ana.refresh()) { "the next tokens are others" }
    val ended = ana.partnerships.changePartnership(partnership, PartnershipChange("ended"))
    check(ended.state == "ended") { "either can end it" }
    check(refused { ben.bids.logBid(partnership, bid.copy(id = UUID.randomUUID())) } == 409) { "writing has stopped" }
    tell("refreshed, and ended it")

    ana.sessions.signOut()
    check(refused { ana.accounts.getMe() } == 401) { "the token does not count any more" }
    tell("signed out")
}

/** Listens while something is done, which can ask for the next change; the generated client reads no streams. */
private fun hearing(stream: String, act: (next: () -> Map<*, *>) -> Unit) {
    val request = Request.Builder().url(stream).header("Accept", "text/event-stream").build()
    ApiClient.defaultClient.newCall(request).execute().use { response ->
        val lines = checkNotNull(response.body).source()
        act {
            val data = generateSequence { lines.readUtf8Line() }.first { it.startsWith("data:") }
            Serializer.jacksonObjectMapper.readValue(data.removePrefix("data:"), Map::class.java)
        }
    }
}

/** The status that a call is refused with. */
private fun refused(call: () -> Unit): Int =
    try {
        call()
        200
    } catch (refusal: ClientException) {
        refusal.statusCode
    }
