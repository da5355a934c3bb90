import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError, refusedField } from '../domain/errors.ts';
import type { SigningKey } from '../domain/link-token.ts';
import { vouchedPrincipal } from '../domain/ways/named-principal.ts';
import { TEMPLATES } from '../domain/ways/template-link.ts';
import type { TemplateName } from '../domain/ways/template-link.ts';
import { partnerId } from './fields.ts';
import { readQuery } from './parse.ts';

/** The query of a template. */
export const templateQuery = z.strictObject({
    partnerId: partnerId.optional(),
    principal: z.string().max(200, 'at most 200 characters').optional(),
});

export interface TemplateRequest {
    name: TemplateName;
    partnerId: string;
    /** That the template names by default; null for none. */
    principalId: string | null;
}

/**
 * @throws AppError `not-found` for a template that there is not, `validation-failed` for IDs that are not ours
 */
export function templateRequest(
    request: HttpRequest,
    { ids, defaultId }: { ids: readonly string[]; defaultId: string },
    keys: readonly SigningKey[],
): TemplateRequest {
    const name = TEMPLATES.find((known) => known === request.params.name);
    if (name === undefined) throw new AppError('not-found', 'There is no such template.');
    const query = readQuery(templateQuery, request);
    const { partnerId: asked = defaultId, principal } = query;
    if (!ids.includes(asked)) throw refusedField('partnerId', 'not one of the partner’s own');
    const principalId = principal === undefined ? null : vouchedPrincipal(keys, principal);
    if (principalId === undefined) throw refusedField('principal', 'not one that this site has named');
    return { name, partnerId: asked, principalId };
}
