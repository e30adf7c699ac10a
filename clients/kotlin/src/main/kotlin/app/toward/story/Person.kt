package app.toward.story

import app.toward.client.apis.AccountsApi
import app.toward.client.apis.BidsApi
import app.toward.client.apis.CheckInsApi
import app.toward.client.apis.FeedApi
import app.toward.client.apis.InsightsApi
import app.toward.client.apis.InvitationsApi
import app.toward.client.apis.PartnershipsApi
import app.toward.client.apis.SessionsApi
import app.toward.client.infrastructure.ApiClient
import app.toward.client.models.NewAccount
import app.toward.client.models.NewSession
import app.toward.client.models.Refresh
import app.toward.client.models.Tokens
import java.util.UUID

/** Somebody who registers and signs in; every call of theirs then bears the token that counts. */
class Person(toward: String, displayName: String, timeZone: String) {
    private var tokens: Tokens

    init {
        val email = "${displayName.lowercase()}.${UUID.randomUUID()}@example.org"
        val password = "quiet river under stone"
        AccountsApi(toward).register(NewAccount(email, password, displayName, timeZone))
        tokens = SessionsApi(toward).signIn(NewSession(email, password, "The story"))
    }

    val accounts = signedIn(AccountsApi(toward))
    val sessions = signedIn(SessionsApi(toward))
    val invitations = signedIn(InvitationsApi(toward))
    val partnerships = signedIn(PartnershipsApi(toward))
    val bids = signedIn(BidsApi(toward))
    val checkIns = signedIn(CheckInsApi(toward))
    val feed = signedIn(FeedApi(toward))
    val insights = signedIn(InsightsApi(toward))

    /** Gets the next tokens; tells whether they are others. */
    fun refresh(): Boolean {
        val before = tokens
        tokens = sessions.refreshSession(Refresh(before.refreshToken))
        return tokens.accessToken != before.accessToken
    }

    private fun <T : ApiClient> signedIn(api: T): T = api.apply { accessTokenProvider = { tokens.accessToken } }
}
