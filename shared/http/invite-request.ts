import { z } from 'zod';
import { GUIDED_PRODUCTS, PRODUCTS } from '../domain/products/product.ts';
import { guid, mailAddress, partnerId, plainText } from './fields.ts';

// What mail programs make a link of by themselves counts too: what a partner writes must not lead anywhere.
const WEB_ADDRESS = /:\/\/|www\.|(?<![\p{L}\p{N}-])([\p{L}\p{N}-]+\.)+\p{L}{2,}(?![\p{L}\p{N}])/iu;

const leadingNowhere = (max: number) =>
    plainText(max).refine(
        (text) => !WEB_ADDRESS.test(text),
        'no web or mail addresses: the reader could not tell them from ours',
    );

const DAYS = 'days from 1 to 90';

/** One mail stays one that is read. */
const MOST_ALONGSIDE = 6;

const productName = leadingNowhere(100);

/** A further product: its name alone, or with what is meant of it. */
const alsoFor = z.preprocess(
    (given) => (typeof given === 'string' ? { product: given } : given),
    z.strictObject({
        product: z.enum(GUIDED_PRODUCTS),
        productName: productName.optional(),
        subscriptionId: guid.optional(),
    }),
);

/** The fields of a request, each by itself. */
export const inviteFields = z.strictObject({
    product: z.enum(PRODUCTS).optional(),
    productName: productName.optional(),
    subscriptionId: guid.optional(),
    adminEmail: mailAddress,
    tenantId: guid.optional(),
    partnerId: partnerId.optional(),
    customerName: plainText(200).optional(),
    note: leadingNowhere(1000).optional(),
    locale: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language tag, as in en or pt-BR')
        .optional(),
    expiresInDays: z.int(DAYS).min(1, DAYS).max(90, DAYS).optional(),
    allowReplace: z.boolean().optional(),
    invitedBy: plainText(200).optional(),
    alsoFor: z
        .array(alsoFor)
        .max(MOST_ALONGSIDE, `at most ${String(MOST_ALONGSIDE)} products`)
        .optional(),
    gdapRelationship: plainText(2000).optional(),
    resellerInvitation: z.enum(['direct', 'indirect']).optional(),
});

type Fields = Partial<z.infer<typeof inviteFields>>;

const isAzure = ({ product = 'azure' }: Fields): boolean => product === 'azure';

/** A product that nobody knows takes and needs nothing: that it is none is said by itself. */
const isKnown = ({ product = 'azure' }: Fields): boolean => PRODUCTS.includes(product);

/** What a product takes of the fields, and what it cannot do without. */
const RULES: readonly { path: keyof Fields; message: string; fits: (fields: Fields) => boolean }[] = [
    {
        path: 'subscriptionId',
        message: 'needed for azure and azure-dpor',
        fits: (fields) => fields.subscriptionId !== undefined || !(isAzure(fields) || fields.product === 'azure-dpor'),
    },
    {
        path: 'tenantId',
        message: 'needed: it says whose product it is',
        fits: (fields) => fields.tenantId !== undefined || isAzure(fields),
    },
    {
        path: 'productName',
        message: 'not for azure, where the subscription says what is meant',
        fits: (fields) => fields.productName === undefined || !isAzure(fields),
    },
    {
        path: 'allowReplace',
        message: 'for azure alone: of other products nothing is replaced by us',
        fits: (fields) => fields.allowReplace === undefined || isAzure(fields),
    },
];

/** The same fields, together; each fault is told beside those of single fields. */
export const sensibly = <Schema extends z.ZodType<Fields>>(schema: Schema): Schema =>
    RULES.reduce(
        (ruled, { path, message, fits }) =>
            ruled.refine((fields) => !isKnown(fields) || fits(fields), {
                path: [path],
                message,
                when: ({ value }) => Object(value) === value,
            }),
        schema,
    );

/** Body of `POST /api/invites`, and a row of the batch. */
export const inviteRequest = sensibly(inviteFields);

/** The columns of a CSV that are no text; products beside the first are named in one cell, semicolons between them. */
export const INVITE_COLUMNS = {
    booleans: ['allowReplace'],
    numbers: ['expiresInDays'],
    lists: ['alsoFor'],
} as const;
