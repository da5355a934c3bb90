import { rolesReaching } from '../../../shared/domain/lighthouse-roles.ts';

const to = (principalId: string, roleDefinitionId: string) => ({ principalId, roleDefinitionId });

describe('what Azure Lighthouse gives us', () => {
    it('is what it gives us by name, whatever groups are named beside us', () => {
        expect(rolesReaching([to('OURS', 'Reader'), to('group', 'owner')], 'ours')).toEqual(['reader']);
    });

    it('is what it gives the only one that is named, as we could not see it otherwise', () => {
        expect(rolesReaching([to('group', 'reader'), to('GROUP', 'support')], 'ours')).toEqual(['reader', 'support']);
    });

    it('is not told where several are named and we are not', () => {
        expect(rolesReaching([to('group', 'support'), to('other', 'support')], 'ours')).toBe('untold');
    });

    it('is nothing where nothing is delegated', () => {
        expect(rolesReaching([], 'ours')).toEqual([]);
    });
});
