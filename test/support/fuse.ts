/** Stands for the process dying at this line. */
export class Crash extends Error {
    constructor() {
        super('the process died');
        this.name = 'Crash';
    }
}

/** Whether the n-th call dies before it takes effect, or after, its answer lost. */
export type CrashMoment = 'before' | 'after';

/**
 * Counts the calls to everything outside the process and lets it die at one of them: from then on
 * nothing takes effect any more, whoever catches what, until it is started again.
 */
export class Fuse {
    calls = 0;
    died = false;
    /** How often it died. */
    deaths = 0;
    #at = Infinity;
    #moment: CrashMoment = 'before';

    /** Dies once, at the call with this number from now on (from 1). */
    dieAt(call: number, moment: CrashMoment): void {
        this.#at = this.calls + call;
        this.#moment = moment;
    }

    restart(): void {
        this.died = false;
    }

    async guard<T>(call: () => Promise<T>): Promise<T> {
        this.#mustLive();
        this.calls += 1;
        const isLast = this.calls === this.#at;
        if (isLast && this.#moment === 'before') this.#die();
        try {
            return await call();
        } finally {
            // Whatever it answered, an error included, nobody is there any more to hear it.
            if (isLast) this.#die();
            this.#mustLive();
        }
    }

    #mustLive(): void {
        if (this.died) throw new Crash();
    }

    #die(): never {
        this.died = true;
        this.deaths += 1;
        throw new Crash();
    }

    /** The same object, each of its methods that gives a promise guarded. */
    around<T extends object>(port: T): T {
        return new Proxy(port, {
            get: (target, name): unknown => {
                const member: unknown = Reflect.get(target, name);
                if (typeof member !== 'function') return member;
                return (...args: unknown[]): unknown => {
                    let answer: unknown;
                    const call = () => {
                        answer = Reflect.apply(member, target, args);
                        return answer as Promise<unknown>;
                    };
                    // A method that gives a list page by page, or an object with methods, is no call itself.
                    if (SYNCHRONOUS.has(String(name))) return this.#through(call());
                    return this.guard(call);
                };
            },
        });
    }

    #through(answer: unknown): unknown {
        return typeof answer === 'object' && answer !== null && !(Symbol.asyncIterator in answer)
            ? this.around(answer)
            : answer;
    }
}

const SYNCHRONOUS = new Set(['scan', 'tenant', 'subscriptions', 'newId']);
