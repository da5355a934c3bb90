import { deadLetterFunction } from '../shared/queue/dead-letter-function.ts';
import type { DeadLetterFunctionDependencies } from '../shared/queue/dead-letter-function.ts';

/** What could not be done, from all three queues. */
export const registerDeadLetterQueues = (deps: DeadLetterFunctionDependencies): void => {
    deadLetterFunction(deps, 'outbound-mail');
    deadLetterFunction(deps, 'attach-requests');
    deadLetterFunction(deps, 'audit-tenants');
};
