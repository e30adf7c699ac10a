-- Who is in a pause already is known by the name of now, as who begins one is by the name of then.
update membership set shown_name = account.display_name
from account, partnership
where account.id = membership.account_id and partnership.id = membership.partnership_id
and partnership.state = 'PAUSED' and membership.shown_name is null;
