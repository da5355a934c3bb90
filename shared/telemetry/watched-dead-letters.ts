import type { DeadLetterStore } from '../ports/dead-letter-store.ts';
import type { Meters } from '../ports/meters.ts';

/** The same dead letters, each counted when it comes, and not when its message comes once more. */
export const watchedDeadLetters = (letters: DeadLetterStore, meters: Meters): DeadLetterStore => ({
    ...letters,
    add: async (letter) => {
        const known = await letters.get(letter.id);
        await letters.add(letter);
        if (known === undefined) meters.record('dpor.deadletters', 1, { queue: letter.queue });
    },
});
