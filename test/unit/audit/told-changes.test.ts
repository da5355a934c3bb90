import type { RunChange } from '../../../shared/domain/coverage-changes.ts';
import { toldChanges } from '../../../shared/use-cases/audit/told-changes.ts';

const change = (n: number, over: Partial<RunChange> = {}): RunChange => ({
    tenantId: 't',
    customerName: 'Contoso',
    subscriptionId: `s${n}`,
    displayName: `Subscription ${n}`,
    what: 'new',
    from: null,
    to: 'covered',
    ...over,
});

const numbered = (count: number) => Array.from({ length: count }, (_, n) => change(n));

describe('what a try at a tenant told its run', () => {
    it('is each change once, the last word of it', () => {
        const told = toldChanges(true);

        told.add([change(1), change(2), change(1, { what: 'moved' })]);
        told.add([change(1, { to: 'missing' })]);

        expect(told.all()).toEqual([change(1, { to: 'missing' }), change(2), change(1, { what: 'moved' })]);
    });

    it('is nothing where nothing changed', () => {
        expect(toldChanges(true).all()).toEqual([]);
    });

    it('is left to the rows where somebody tried before', () => {
        const told = toldChanges(false);

        told.add([change(1)]);

        expect(told.all()).toBeUndefined();
    });

    it('is held up to a thousand, and left to the rows beyond, whatever comes then', () => {
        const told = toldChanges(true);

        told.add(numbered(1_000));
        expect(told.all()).toHaveLength(1_000);
        told.add([change(1_001)]);
        expect(told.all()).toBeUndefined();
        told.add([change(1)]);

        expect(told.all()).toBeUndefined();
    });
});
