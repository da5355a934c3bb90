import { registerBareAttach } from './attach.ts';
import { registerBareAudit } from './audit.ts';
import { registerBareConfirm } from './confirm.ts';
import { registerBareCustomers } from './customers.ts';
import { registerBareInvite } from './invite.ts';

/*
 * The floor: an app of the same routes and queues in the same kind of host, on a cloud of its own, which makes the calls
 * that the guarantees need, through the same SDKs, as early as they depend on one another. It validates nothing, tells
 * no error, logs nothing, abstracts from nothing, and keeps nothing that it learned from one piece of work for the next.
 */
registerBareCustomers();
registerBareInvite();
registerBareConfirm();
registerBareAttach();
registerBareAudit();
