import { parseArgs } from 'node:util';
import { z } from 'zod';
import { auditEstate } from './estate/audits.ts';
import { timesTheMemory } from './estate/memory.ts';
import { closeConnections } from './http.ts';

/** As 1,000 tenants with 100,000 subscriptions are beside 200 with 10,000. */
const LARGER = { tenants: 5, subscriptions: 10 };

const USAGE = `Usage: node bench/estate.ts [--tenants 200] [--subscriptions 10000] [--seed 7] [--every 20] [--compare]

Audits a generated estate twice on the local cloud, as new and unchanged, and prints for each audit how long it took, how
much memory the process of the functions held, how often Azure was asked, how many rows differ from an independent
oracle, and the load of the machine. Ends with exit code 1 where a row differs. Memory is told on Linux.

  --every N   of the calls to Azure every Nth fails, by turns with 429 and 503
  --compare   the same again, in processes of its own, with ${LARGER.tenants} times the tenants and ${LARGER.subscriptions} times the subscriptions;
              prints how many times the memory that takes (no more than 1.3 is asked for of the sizes above)

NODE_OPTIONS reaches the processes that are measured.`;

const options = z.object({
    tenants: z.coerce.number().int().min(1).max(5000).default(200),
    subscriptions: z.coerce.number().int().min(1).default(10_000),
    seed: z.coerce.number().int().default(7),
    every: z.coerce.number().int().min(2).optional(),
    compare: z.boolean().default(false),
});

/** @returns how many rows differed in all of the audits */
const measureAll = async ({ compare, every, ...size }: z.infer<typeof options>): Promise<number> => {
    const small = await auditEstate(size, every);
    if (!compare) return small.wrongRows;
    const larger = {
        tenants: size.tenants * LARGER.tenants,
        subscriptions: size.subscriptions * LARGER.subscriptions,
        seed: size.seed,
    };
    const large = await auditEstate(larger, every);
    const times = timesTheMemory(small.most, large.most);
    console.log(JSON.stringify({ memoryMiB: { small: small.most, large: large.most }, times }));
    return small.wrongRows + large.wrongRows;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

try {
    const { values } = parseArgs({
        options: {
            tenants: { type: 'string' },
            subscriptions: { type: 'string' },
            seed: { type: 'string' },
            every: { type: 'string' },
            compare: { type: 'boolean' },
            help: { type: 'boolean', short: 'h' },
        },
    });
    if (values.help === true) console.log(USAGE);
    else {
        const wrong = await measureAll(options.parse(values));
        if (wrong > 0) throw new Error(`${wrong} rows are not as the oracle says.`);
    }
} catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
} finally {
    closeConnections();
}
