import { queueFunction } from '../shared/queue/queue-function.ts';
import type { QueueDependencies } from '../shared/queue/queue-function.ts';
import { sendMail } from '../shared/use-cases/send-mail.ts';
import type { SendMailDependencies } from '../shared/use-cases/send-mail.ts';

/** Sends one mail. */
export const registerOutboundMail = (deps: QueueDependencies & SendMailDependencies): void =>
    queueFunction('outbound-mail', 'outbound-mail', deps, (message, log) => sendMail(deps, message, log));
