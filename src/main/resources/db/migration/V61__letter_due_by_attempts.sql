-- What was tried least goes first.
create index letter_due_by_attempts on letter (attempts, due_at);
drop index letter_due;
