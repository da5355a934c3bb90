import type { Double } from './environment.ts';

/** Gives every test the sample tenants as they are, and holds what it said and heard against the services' documents. */
export const keepClean = (double: () => Pick<Double, 'reset' | 'violations' | 'close'>): void => {
    beforeEach(() => double().reset());
    afterEach(() => {
        expect(double().violations()).toEqual([]);
    });
    afterAll(() => double().close());
};
