import { registerOpsAudit } from './ops-audit.ts';
import { registerOpsAuditsStart } from './ops-audits-start.ts';
import type { OpsAuditsStartDependencies } from './ops-audits-start.ts';
import { registerOpsAudits } from './ops-audits.ts';
import { registerOpsCustomer } from './ops-customer.ts';
import { registerOpsCustomers } from './ops-customers.ts';
import { registerOpsDeadLettersRetry } from './ops-dead-letters-retry.ts';
import type { OpsDeadLetterDependencies } from './ops-dead-letters-retry.ts';
import { registerOpsDeadLetters } from './ops-dead-letters.ts';
import { registerOpsInviteAct } from './ops-invite-act.ts';
import { registerOpsInviteManyPreview } from './ops-invite-many-preview.ts';
import { registerOpsInviteManySend } from './ops-invite-many-send.ts';
import { registerOpsInviteMany } from './ops-invite-many.ts';
import { registerOpsInviteOneSend } from './ops-invite-one-send.ts';
import type { OpsInviteSendDependencies } from './ops-invite-one-send.ts';
import { registerOpsInviteOne } from './ops-invite-one.ts';
import { registerOpsInvite } from './ops-invite.ts';
import { registerOpsInvitesCsv } from './ops-invites-csv.ts';
import { registerOpsInvites } from './ops-invites.ts';
import { registerOpsMissingCsv } from './ops-missing-csv.ts';
import { registerOpsMissing } from './ops-missing.ts';
import { registerOpsOverview } from './ops-overview.ts';

export type OpsDependencies = OpsAuditsStartDependencies & OpsDeadLetterDependencies & OpsInviteSendDependencies;

/** Every operations page, and what is posted from them. */
export function registerOps(deps: OpsDependencies): void {
    registerOpsOverview(deps);
    registerOpsMissing(deps);
    registerOpsMissingCsv(deps);
    registerOpsCustomers(deps);
    registerOpsCustomer(deps);
    registerOpsInvites(deps);
    registerOpsInvitesCsv(deps);
    registerOpsInvite(deps);
    registerOpsInviteAct(deps);
    registerOpsInviteOne(deps);
    registerOpsInviteOneSend(deps);
    registerOpsInviteMany(deps);
    registerOpsInviteManyPreview(deps);
    registerOpsInviteManySend(deps);
    registerOpsAudits(deps);
    registerOpsAuditsStart(deps);
    registerOpsAudit(deps);
    registerOpsDeadLetters(deps);
    registerOpsDeadLettersRetry(deps);
}
