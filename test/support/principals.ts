import type { OperatorRules } from '../../shared/domain/ops/operator.ts';

export const HOME = 'fc000000-0000-4000-8000-000000000001';
export const CUSTOMER = 'c0000000-0000-4000-8000-000000000001';
export const OPS_CLIENT = 'fc000000-0000-4000-8000-00000000000b';
const OPERATOR_ID = 'fc000000-0000-4000-8000-000000000111';

/** Whom the sample partner believes, with Entra where it is in public Azure. */
export const operatorRules: OperatorRules = {
    tenantId: HOME,
    issuers: [`https://login.microsoftonline.com/${HOME}/v2.0`, `https://sts.windows.net/${HOME}/`],
    audiences: [OPS_CLIENT, `api://${OPS_CLIENT}`],
};

export type ClaimPair = readonly [typ: string, val: string];

/** The claims of the sample operator as App Service tells them. */
export const operatorPairs: readonly ClaimPair[] = [
    ['aud', OPS_CLIENT],
    ['iss', `https://login.microsoftonline.com/${HOME}/v2.0`],
    ['exp', '1774000000'],
    ['name', 'Fourth Coffee Operator'],
    ['http://schemas.microsoft.com/identity/claims/objectidentifier', OPERATOR_ID],
    ['preferred_username', 'operator@fourthcoffee.example'],
    ['roles', 'Partner.Operator'],
    ['http://schemas.microsoft.com/identity/claims/tenantid', HOME],
    ['ver', '2.0'],
];

/** The claims with one of them told otherwise, or left out. */
export const pairsWith = (typ: string, ...values: string[]): ClaimPair[] => [
    ...operatorPairs.filter(([name]) => name !== typ),
    ...values.map((val): ClaimPair => [typ, val]),
];

export const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

/** The header that App Service puts before the app. */
export const principalHeader = (pairs: readonly ClaimPair[] = operatorPairs, authType = 'aad'): string =>
    encoded({
        auth_typ: authType,
        claims: pairs.map(([typ, val]) => ({ typ, val })),
        name_typ: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
        role_typ: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
    });
