import { ConfigError, parseConfig } from '../../../shared/config.ts';
import { CUSTOMER, HOME, OPS_CLIENT } from '../../support/principals.ts';
import { completeEnvironment } from '../../contract/http/registrations.ts';

const CLIENT = 'fc000000-0000-4000-8000-00000000000a';

const operators = (over: Record<string, string | undefined>) =>
    parseConfig({ ...completeEnvironment, PARTNER_TENANT_ID: HOME, PARTNER_CLIENT_ID: CLIENT, ...over }).operators;

const problemsOf = (over: Record<string, string | undefined>): readonly string[] => {
    try {
        operators(over);
    } catch (error) {
        if (error instanceof ConfigError) return error.problems;
        throw error;
    }
    return [];
};

describe('settings of who may see and do what', () => {
    it('believe nobody by themselves', () => {
        expect(operators({})).toEqual({ rules: undefined, isPlatformSignIn: false, api: 'key' });
    });

    it('believe what the partner tenant signs for the registration, wherever its cloud is', () => {
        const { rules } = operators({
            OPS_CLIENT_ID: OPS_CLIENT.toUpperCase(),
            ENTRA_AUTHORITY_HOST: 'https://login.partner.microsoftonline.cn',
            ENTRA_STS_ISSUER: 'https://sts.chinacloudapi.cn',
        });

        expect(rules).toEqual({
            tenantId: HOME,
            issuers: [`https://login.partner.microsoftonline.cn/${HOME}/v2.0`, `https://sts.chinacloudapi.cn/${HOME}/`],
            audiences: [OPS_CLIENT, `api://${OPS_CLIENT}`],
        });
    });

    it.each([
        ['True', true],
        ['true', true],
        ['False', false],
        ['', false],
        ['1', false],
        ['on', false],
    ])('take WEBSITE_AUTH_ENABLED=%s as %s', (value, expected) => {
        expect(operators({ WEBSITE_AUTH_ENABLED: value }).isPlatformSignIn).toBe(expected);
    });

    it.each([
        ['the application itself', { OPS_CLIENT_ID: CLIENT }, /^OPS_CLIENT_ID: a registration of its own/],
        ['no registration with tokens', { PARTNER_API_AUTH: 'entra' }, /^OPS_CLIENT_ID: missing/],
        ['no registration with both', { PARTNER_API_AUTH: 'both' }, /^OPS_CLIENT_ID: missing/],
        [
            'another word',
            { PARTNER_API_AUTH: 'none', OPS_CLIENT_ID: CUSTOMER },
            /^PARTNER_API_AUTH: key, entra or both/,
        ],
        ['no GUID', { OPS_CLIENT_ID: 'ops' }, /^OPS_CLIENT_ID: a GUID/],
        ['a plain issuer', { ENTRA_STS_ISSUER: 'http://sts.example' }, /^ENTRA_STS_ISSUER: /],
    ])('are refused with %s', (_what, over, problem) => {
        expect(problemsOf(over)).toEqual([expect.stringMatching(problem)]);
    });
});
