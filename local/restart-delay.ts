/** Crashes longer ago than this are forgotten, milliseconds. */
const MEMORY = 60_000;
/** So many crashes are answered at once. */
const AT_ONCE = 3;
const LONGEST = 30_000;

/** Remembers crashes and tells how long to wait before the next start. */
export interface RestartDelay {
    /** Takes a crash; milliseconds to wait, 0 for the first ones of a minute, then from one second on, doubled. */
    afterCrash(): number;
}

/** A delay that has seen no crash yet. */
export const createRestartDelay = (now: () => Date): RestartDelay => {
    let crashes: number[] = [];
    return {
        afterCrash() {
            const time = now().getTime();
            crashes = [...crashes.filter((crash) => time - crash < MEMORY), time];
            const beyond = crashes.length - AT_ONCE;
            return beyond <= 0 ? 0 : Math.min(LONGEST, 1000 * 2 ** (beyond - 1));
        },
    };
};
