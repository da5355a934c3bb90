import type { Sender } from './rhea.ts';

/**
 * Makes a link answer every drain. rhea leaves the answer out where no credit is left to give back, but the client
 * waits for it all the same, and closes the link when it does not come within 200 ms.
 */
export const answerDrains = (link: Sender): void => {
    let owed = false;
    link._get_drain = () => {
        if (!owed) return false;
        owed = false;
        link.delivery_count += link.credit;
        link.credit = 0;
        return true;
    };
    link.on('sender_draining', () => {
        owed = true;
        // What is ready went out on the same flow, ahead of this answer.
        link.issue_flow = true;
    });
};
