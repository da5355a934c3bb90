/** What the administrator's consent is about: for the page afterwards alone, so it need not be secret or signed. */
export interface ConsentSubject {
    subscriptionId: string;
    partnerId: string;
}

const FORM = /^consent\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(\d{5,10})$/;

export const openLinkState = ({ subscriptionId, partnerId }: ConsentSubject): string =>
    `consent.${subscriptionId}.${partnerId}`;

/** Undefined for every other state. */
export function consentSubject(state: string | null): ConsentSubject | undefined {
    const [, subscriptionId, partnerId] = FORM.exec(state ?? '') ?? [];
    return subscriptionId === undefined || partnerId === undefined ? undefined : { subscriptionId, partnerId };
}
