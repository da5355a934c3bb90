import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dayTwo } from './day-two.ts';
import { generateEstate } from './generate-estate.ts';

const USAGE = `Usage: node local/estate/generate.ts --seed 7 --tenants 200 --subscriptions 10000 > estate.json

Prints customers' tenants as a document for the double of Entra ID and Azure Resource Manager (PUT /_sim/state, or
LOCAL_DIR's state). The same seed gives the same on the same day.

  --customers   prints the customers instead, as POST /api/customers/batch takes them
  --second-day  what Azure looks like a day later: bought, moved, deleted, other agreements, roles that ended
  --now DAY     the first day, as 2026-11-21; today where it is not given`;

const MOST_TENANTS = 10_000;
const MOST_SUBSCRIPTIONS = 1_000_000;

const whole = (most: number) =>
    z
        .string()
        .regex(/^\d{1,9}$/, 'is no whole number')
        .transform(Number)
        .refine((n) => n <= most, `is more than ${most}`);

const options = z.object({
    seed: whole(999_999_999).default(1),
    tenants: whole(MOST_TENANTS)
        .refine((n) => n > 0, 'is less than 1')
        .default(20),
    subscriptions: whole(MOST_SUBSCRIPTIONS).default(300),
    now: z.iso
        .date('is no day as 2026-11-21')
        .default(() => new Date().toISOString().slice(0, 10))
        .transform((day) => new Date(day)),
    customers: z.boolean().default(false),
    'second-day': z.boolean().default(false),
});

/** One write may take a part of it only: a pipe is full at 64 KiB. */
const print = (text: string): void => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length;) {
        try {
            at += writeSync(1, bytes, at);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        }
    }
};

try {
    const { values } = parseArgs({
        options: {
            seed: { type: 'string' },
            tenants: { type: 'string' },
            subscriptions: { type: 'string' },
            now: { type: 'string' },
            customers: { type: 'boolean' },
            'second-day': { type: 'boolean' },
            help: { type: 'boolean', short: 'h' },
        },
    });
    if (values.help === true) {
        console.log(USAGE);
    } else {
        const parsed = options.safeParse(values);
        if (!parsed.success) {
            const problems = parsed.error.issues.map(
                ({ path, message }) => `--${path.map(String).join('')} ${message}`,
            );
            throw new Error(problems.join('\n'));
        }
        const given = parsed.data;
        const first = generateEstate(given);
        const nextDay = new Date(given.now.getTime() + 24 * 60 * 60 * 1000);
        const estate = given['second-day'] ? dayTwo(first, { seed: given.seed, now: nextDay }) : first;
        const customers = estate.customers.map(({ tenantId, name, contactEmail, partnerId }) => ({
            tenantId,
            name,
            contactEmail,
            partnerId,
        }));
        print(`${JSON.stringify(given.customers ? customers : estate.document)}\n`);
    }
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
}
