import { z } from 'zod';
import { subscriptionQuery } from '../../../shared/http/audit-json.ts';
import { customerRow, customerSettings, deletion } from '../../../shared/http/customer-json.ts';
import { evidenceQuery } from '../../../shared/http/evidence-json.ts';
import { grantForm } from '../../../shared/http/grant-form.ts';
import { inviteListQuery } from '../../../shared/http/invite-json.ts';
import { inviteRequest } from '../../../shared/http/invite-request.ts';
import { mailEvents } from '../../../shared/http/mail-events.ts';
import { pageOnly } from '../../../shared/http/page-query.ts';
import { changeForm, decisionForm } from '../../../shared/http/quick-link.ts';
import { templateQuery } from '../../../shared/http/template-request.ts';
import { waysForm } from '../../../shared/http/ways-form.ts';
import { COVERAGES } from '../../../shared/domain/coverage.ts';
import { REASONS } from '../../../shared/domain/coverage-reason.ts';
import { INVITE_ORIGINS, INVITE_STATUSES } from '../../../shared/domain/invite.ts';
import { REFUSALS } from '../../../shared/domain/sign-in.ts';
import { nodeAt, type Node } from '../../support/conformance-documents.ts';
import { misfits, operationOf, resolve, schemaNamed } from './openapi-document.ts';

// Every one that the samples below have: which are configured is beyond the document.
const PARTNER_IDS = ['314159', '12345', '1234567890'];

const BODIES = [
    ['InviteRequest', inviteRequest],
    ['CustomerRequest', customerSettings(PARTNER_IDS)],
    ['CustomerRow', customerRow(PARTNER_IDS)],
    ['Decision', decisionForm],
    ['Change', changeForm],
    ['GrantForm', grantForm],
] as const;

const QUERIES = [
    ['invites-list', inviteListQuery],
    ['subscriptions-list', subscriptionQuery],
    ['customers-list', pageOnly],
    ['customers-delete', deletion],
    ['evidence-get', evidenceQuery],
    ['audit-get', pageOnly],
    ['dead-letters-list', pageOnly],
    ['templates-get', templateQuery],
] as const;

/** What a query cannot do without. */
const NEEDED: Record<string, Record<string, string>> = {
    'evidence-get': { tenantId: 'c0000000-0000-4000-8000-000000000001' },
};

const BOUNDS = ['type', 'enum', 'const', 'minimum', 'maximum', 'minLength', 'maxLength'];

/** The bounds of a field before and after its transformations: what is trimmed first has its length behind. */
const boundsInCode = (schema: z.ZodType): Record<string, Node> => {
    const sides = (['output', 'input'] as const).map((io) =>
        nodeAt(z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Node, 'properties'),
    );
    const names = [...new Set(sides.flatMap((side) => Object.keys(side)))];
    return Object.fromEntries(
        names.map((name) => [name, onlyBounds(Object.assign({}, ...sides.map((side) => nodeAt(side, name))) as Node)]),
    );
};

const onlyBounds = (schema: Node): Node =>
    Object.fromEntries(Object.entries(schema).filter(([name]) => BOUNDS.includes(name)));

const GUID = 'c0000000-0000-4000-8000-0000000000a1';
const STRINGS = [
    GUID,
    GUID.toUpperCase(),
    `{${GUID}}`,
    GUID.slice(1),
    '314159',
    '1234',
    '12345',
    '1234567890',
    '12345678901',
    'en',
    'pt-BR',
    'EN',
    'e',
    'azure',
    'save',
    'no',
    'remove',
    'yes',
    '',
];
const LENGTHS = [1, 200, 201, 254, 255, 1000, 1001].map((length) => 'x'.repeat(length));
const ADDRESSES = ['admin@contoso.example', 'admin@', '@contoso.example', `${'x'.repeat(250)}@b.example`];
const OTHERS = [
    true,
    false,
    null,
    0,
    1,
    1.5,
    90,
    91,
    -1,
    '1',
    [],
    [GUID],
    ['no'],
    Array.from({ length: 26 }, () => GUID),
    {},
];

const VALID: Record<string, Record<string, unknown>> = {
    InviteRequest: { subscriptionId: GUID, adminEmail: 'admin@contoso.example' },
    CustomerRequest: { name: 'Contoso' },
    CustomerRow: { tenantId: GUID, name: 'Contoso' },
    Decision: { decision: 'save' },
    Change: { decision: 'remove' },
    GrantForm: { form: 'f'.repeat(43), decision: 'save' },
};

describe.each(BODIES)('%s in the OpenAPI document beside the schema of the code', (name, schema) => {
    const documented = schemaNamed(name);
    const inCode = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

    it('has the same fields, needs the same ones and refuses others', () => {
        expect(Object.keys(nodeAt(documented, 'properties')).toSorted()).toEqual(
            Object.keys(inCode.properties ?? {}).toSorted(),
        );
        expect((documented.required as string[]).toSorted()).toEqual(inCode.required?.toSorted());
        expect(documented.additionalProperties).toBe(false);
        expect(inCode.additionalProperties).toBe(false);
    });

    it('has the same bounds for each field', () => {
        const bounds = Object.fromEntries(
            Object.entries(nodeAt(documented, 'properties')).map(([field, each]) => [field, onlyBounds(resolve(each))]),
        );

        expect(bounds).toEqual(boundsInCode(schema));
    });

    it('takes and refuses the same values of each field', () => {
        const verdicts = Object.keys(nodeAt(documented, 'properties')).flatMap((field) => {
            // That a note holds no address is beyond JSON Schema; the description says it.
            const samples = [...STRINGS, ...LENGTHS, ...OTHERS, ...(field === 'note' ? [] : ADDRESSES)];
            return samples.map((sample) => {
                const body = { ...VALID[name], [field]: sample };
                return {
                    field,
                    sample,
                    document: misfits(documented, body).length === 0,
                    code: schema.safeParse(body).success,
                };
            });
        });

        expect(verdicts.filter(({ document, code }) => document !== code)).toEqual([]);
        expect(verdicts.filter(({ document }) => document).length).toBeGreaterThan(0);
        expect(verdicts.filter(({ document }) => !document).length).toBeGreaterThan(0);
    });
});

describe.each(QUERIES)('the query of %s in the OpenAPI document beside the schema of the code', (id, schema) => {
    const documented = operationOf(id).parameters.filter((parameter) => parameter.in === 'query');

    it('has the same names, and needs the same', () => {
        const inCode = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

        expect(documented.map(({ name }) => String(name)).toSorted()).toEqual(
            Object.keys(inCode.properties ?? {}).toSorted(),
        );
        const needed = documented.filter(({ required }) => required === true).map(({ name }) => String(name));
        expect(needed.toSorted()).toEqual((inCode.required ?? []).toSorted());
        expect(needed.toSorted()).toEqual(Object.keys(NEEDED[id] ?? {}).toSorted());
        expect(inCode.additionalProperties).toBe(false);
    });

    it('takes and refuses the same values', () => {
        const verdicts = documented.flatMap(({ name, schema: each }) =>
            [...STRINGS, 'sent', 'missing', 'lost', '0', '1', '1000', '1001', '1.5', '-1', 'x'.repeat(2001)].map(
                (sample) => {
                    // A query is text; what the document calls an integer is one written in digits.
                    const isNumber = resolve(each).type === 'integer' && /^-?[\d.]+$/.test(sample);
                    return {
                        name,
                        sample,
                        document: misfits(resolve(each), isNumber ? Number(sample) : sample).length === 0,
                        code: schema.safeParse({ ...NEEDED[id], [String(name)]: sample }).success,
                    };
                },
            ),
        );

        expect(verdicts.filter(({ document, code }) => document !== code)).toEqual([]);
    });
});

test('a limit that is not given is the documented default', () => {
    const limit = operationOf('invites-list').parameters.find(({ name }) => name === 'limit');

    expect(pageOnly.parse({}).limit).toBe(resolve(limit?.schema).default);
});

test('the words for statuses, origins, refusals, coverage and reasons are those of the code', () => {
    const reason = nodeAt(nodeAt(schemaNamed('Subscription'), 'properties'), 'reason');

    expect(schemaNamed('InviteStatus').enum).toEqual([...INVITE_STATUSES]);
    expect(nodeAt(nodeAt(schemaNamed('Invite'), 'properties'), 'origin').enum).toEqual([...INVITE_ORIGINS]);
    expect((schemaNamed('Refusal').enum as string[]).toSorted()).toEqual(REFUSALS.toSorted());
    expect(schemaNamed('Coverage').enum).toEqual([...COVERAGES]);
    expect(reason.enum).toEqual([...REASONS, null]);
});

test.each([
    [
        'a complete event',
        [{ event: 'bounce', sg_event_id: 'e1', timestamp: 1_700_000_000, type: 'blocked', extra: 1 }],
        true,
    ],
    ['none', [], true],
    ['no ID', [{ event: 'bounce', timestamp: 1_700_000_000 }], false],
    ['an empty ID', [{ event: 'bounce', sg_event_id: '', timestamp: 1_700_000_000 }], false],
    ['an ID of 501 characters', [{ event: 'bounce', sg_event_id: 'x'.repeat(501), timestamp: 1 }], false],
    ['a time before 1970', [{ event: 'bounce', sg_event_id: 'e1', timestamp: -1 }], false],
    ['a time of twelve digits', [{ event: 'bounce', sg_event_id: 'e1', timestamp: 100_000_000_000 }], false],
    ['an object', {}, false],
])('document and code agree on mail events with %s', (_what, events, fits) => {
    expect(misfits(schemaNamed('MailEvents'), events).length === 0).toBe(fits);
    expect(mailEvents().safeParse(events).success).toBe(fits);
});

test.each([
    [{ decision: 'check' }, true],
    [{ decision: 'check', how: 'guest' }, false],
    [{ decision: 'attest', how: 'guest' }, true],
    [{ decision: 'attest', how: 'directory' }, true],
    [{ decision: 'attest', how: 'otherwise' }, false],
    [{ decision: 'attest' }, false],
    [{ decision: 'save' }, false],
    [{ how: 'guest' }, false],
    [{ decision: 'check', more: '1' }, false],
    [{}, false],
])('document and code agree on the form of the other ways: %j', (form, fits) => {
    expect(misfits(schemaNamed('WaysDecision'), form).length === 0).toBe(fits);
    expect(waysForm.safeParse(form).success).toBe(fits);
});
