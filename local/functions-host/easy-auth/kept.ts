import { randomBytes } from 'node:crypto';

/** Values by a secret that only one browser has; in memory alone, so that they end with the host. */
export interface Kept<T> {
    /** The secret that gives it back: a random one, unless there is one already. */
    add(value: T, secret?: string): string;
    get(secret: string | undefined): T | undefined;
    /** Gives it back for the last time. */
    take(secret: string | undefined): T | undefined;
}

const MOST = 10_000;

/** @param lifetime in ms */
export const createKept = <T>(lifetime: number, now: () => Date): Kept<T> => {
    const all = new Map<string, { value: T; until: number }>();
    const get = (secret = ''): T | undefined => {
        const found = all.get(secret);
        return found !== undefined && now().getTime() < found.until ? found.value : undefined;
    };
    return {
        add(value, secret = randomBytes(32).toString('base64url')) {
            all.set(secret, { value, until: now().getTime() + lifetime });
            const [oldest] = all.keys();
            if (all.size > MOST && oldest !== undefined) all.delete(oldest);
            return secret;
        },
        get,
        take(secret = '') {
            const found = get(secret);
            all.delete(secret);
            return found;
        },
    };
};
