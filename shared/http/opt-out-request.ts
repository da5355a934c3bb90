import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import { linkGone } from '../use-cases/invites/open-link.ts';
import { readForm } from './form.ts';
import { mediaTypeOf, readText } from './parse.ts';

/** What mail programs send for their reader (RFC 8058), and what the buttons of our page do. */
const optOutForm = z.union(
    [
        z.strictObject({ 'List-Unsubscribe': z.literal('One-Click') }),
        z.strictObject({ decision: z.enum(['stop', 'allow']) }),
    ],
    'decision: stop or allow; or List-Unsubscribe: One-Click',
);

export type OptOutDecision = 'one-click' | 'stop' | 'allow';

/** In bytes. */
const MOST = 4096;

const ONE_CLICK_PART = /^content-disposition:\s*form-data;\s*name="?List-Unsubscribe"?\s*$/i;

/** Whether a multipart body has the one part of a click, and nothing else. */
function isOneClick(body: string): boolean {
    const [boundary = '', ...lines] = body.trimEnd().split(/\r?\n/);
    const blank = lines.indexOf('');
    const [value, end, ...more] = lines.slice(blank + 1);
    return (
        boundary.startsWith('--') &&
        lines.slice(0, Math.max(blank, 0)).some((header) => ONE_CLICK_PART.test(header)) &&
        value === 'One-Click' &&
        end === `${boundary}--` &&
        more.length === 0
    );
}

/** @throws AppError where the body is no such form */
export async function readOptOut(request: HttpRequest): Promise<OptOutDecision> {
    // Mail programs should send it so, and may send it as any other form.
    if (mediaTypeOf(request) === 'multipart/form-data') {
        if (isOneClick(await readText(request, MOST))) return 'one-click';
        throw new AppError('malformed-body', 'The body is not List-Unsubscribe: One-Click.');
    }
    const form = await readForm(request, optOutForm);
    return 'decision' in form ? form.decision : 'one-click';
}

/** @throws AppError `link-gone` where there is no token at all, as for a wrong one */
export function optOutTokenOf(request: HttpRequest): string {
    const token = request.query.get('t');
    if (token === null) throw linkGone();
    return token;
}
