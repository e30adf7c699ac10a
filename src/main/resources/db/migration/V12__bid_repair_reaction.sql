-- Which repair the bidder's reaction is to: one that is taken back takes its reaction out of sight with it.
alter table bid add column repair_reaction_to timestamptz;
