import emulator from '../../../infra/emulator.json' with { type: 'json' };
import queues from '../../../infra/queues.json' with { type: 'json' };

/** The emulator takes no longer ones. */
const LONGEST = { DefaultMessageTimeToLive: 'PT1H', DuplicateDetectionHistoryTimeWindow: 'PT5M' };

describe('the Service Bus emulator', () => {
    it('has the queues of the deployment, as far as it can', () => {
        const [namespace] = emulator.UserConfig.Namespaces;

        expect(namespace?.Queues).toEqual(
            queues.queues.map((queue) => ({
                Name: queue.name,
                Properties: {
                    DeadLetteringOnMessageExpiration: queue.deadLetteringOnMessageExpiration,
                    LockDuration: queue.lockDuration,
                    MaxDeliveryCount: queue.maxDeliveryCount,
                    RequiresDuplicateDetection: queue.requiresDuplicateDetection,
                    RequiresSession: false,
                    ...LONGEST,
                },
            })),
        );
    });
});
