import { queueFunction } from '../shared/queue/queue-function.ts';
import type { QueueDependencies } from '../shared/queue/queue-function.ts';
import { attachPartner } from '../shared/use-cases/attach/attach-partner.ts';
import type { AttachDependencies } from '../shared/use-cases/attach/attach-partner.ts';

/** Attaches the partner for one confirmed invite. */
export const registerAttach = (deps: QueueDependencies & AttachDependencies): void =>
    queueFunction('attach', 'attach-requests', deps, (message, log) => attachPartner(deps, message, log));
