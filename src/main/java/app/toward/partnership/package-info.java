/**
 * Invitations, partnerships, and who is a member. Its door is {@link app.toward.partnership.Membership}: whatever
 * belongs to a partnership is found through one.
 */
@NullMarked
package app.toward.partnership;

import org.jspecify.annotations.NullMarked;
