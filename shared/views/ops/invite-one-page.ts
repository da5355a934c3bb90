import { html } from 'hono/html';
import { lazily } from '../../lazily.ts';
import type { Product } from '../../domain/products/product.ts';
import { LANGUAGE_TAGS } from '../languages/catalogue.ts';
import type { Markup } from '../markup.ts';
import { foreign, say } from '../phrase.ts';
import { INVITE_LABELS, INVITE_HINTS, RESELLER_LABELS } from '../words/ops/invite-form.ts';
import { countOf, OPS_BUTTONS } from '../words/ops/words.ts';
import { PRODUCT_LABELS } from '../words/products.ts';
import type { FormError, InviteField, InviteOneModel } from './models.ts';
import { hiddenField, inputField, selectField, textField, tickField, ticksField } from './ops-fields.ts';
import type { FieldView } from './ops-fields.ts';
import { opsLayout } from './ops-layout.ts';
import type { OpsFrame } from './ops-layout.ts';
import { card, linkButton, linkTo } from './ops-parts.ts';
import { invitePath, OPS_PATHS } from './paths.ts';
import { words } from './words-html.ts';

const errorToHtml = ({ field, message, inviteId }: FormError): Markup =>
    html`<li>
        ${
            field === null
                ? words(say`${foreign(message)}`)
                : linkTo(`#${field}`, words(say`${INVITE_LABELS[field]}: ${foreign(message)}`))
        }
        ${inviteId === undefined ? '' : linkTo(invitePath(inviteId), 'Look at that invite')}
    </li>`;

/** All that is to be mended, before the form: each leads to its field. */
const errorSummary = (errors: readonly FormError[]): Markup | '' =>
    errors.length === 0
        ? ''
        : html`<div class="flash bad" role="alert">
              <p>
                  <strong
                      >${words(say`Nothing was sent: ${countOf(errors.length, 'thing', 'things')} to mend.`)}</strong
                  >
              </p>
              <ul>
                  ${errors.map(errorToHtml)}
              </ul>
          </div>`;

/** To make it takes longer than the page. */
const languageNames = lazily(() => new Intl.DisplayNames('en', { type: 'language' }));

const productOptions = (products: readonly Product[]) =>
    products.map((product) => ({ value: product, words: PRODUCT_LABELS[product] }));

const fieldsOf = (model: InviteOneModel): Markup[] => {
    const { values, errors, partnerIds, expiresInDays, products, resellers } = model;
    const field = (name: InviteField): FieldView => {
        const hint = INVITE_HINTS[name];
        return {
            name,
            label: INVITE_LABELS[name],
            value: values[name],
            error: errors.find((error) => error.field === name)?.message,
            ...(hint === undefined ? {} : { hint }),
        };
    };
    return [
        selectField(
            { ...field('product'), value: values.product === '' ? 'azure' : values.product },
            productOptions(products),
        ),
        inputField(field('subscriptionId')),
        inputField(field('tenantId')),
        inputField(field('productName')),
        inputField({ ...field('adminEmail'), required: true, type: 'email' }),
        inputField(field('customerName')),
        textField(field('note')),
        selectField(field('locale'), [
            { value: '', words: 'As the admin’s browser says; the mail in English' },
            ...LANGUAGE_TAGS.map((tag) => ({ value: tag, words: languageNames().of(tag) ?? tag })),
        ]),
        inputField({
            ...field('expiresInDays'),
            type: 'number',
            hint: `1 to 90; ${String(expiresInDays)} where nothing is said.`,
        }),
        partnerIds.length < 2 && values.partnerId === ''
            ? html``
            : selectField(field('partnerId'), [
                  { value: '', words: 'The customer’s' },
                  ...[...new Set([...partnerIds, ...(values.partnerId === '' ? [] : [values.partnerId])])].map(
                      (value) => ({ value, words: value }),
                  ),
              ]),
        tickField(field('allowReplace')),
        ticksField(field('alsoFor'), productOptions(products.filter((product) => product !== 'azure'))),
        inputField(field('gdapRelationship')),
        selectField(field('resellerInvitation'), [
            { value: '', words: 'None' },
            ...resellers.map((value) => ({ value, words: RESELLER_LABELS[value] })),
        ]),
    ];
};

/** Invites one admin. */
export const inviteOnePage = (model: InviteOneModel, frame: OpsFrame): string =>
    opsLayout(
        {
            title: model.errors.length === 0 ? say`Invite an admin` : say`Invite an admin: something to mend`,
            section: 'Invites',
            actions: [linkButton(OPS_PATHS.inviteMany, OPS_BUTTONS.inviteMany)],
            body: html`${errorSummary(model.errors)}
            ${card(
                html`<form class="fields" method="post" action="${OPS_PATHS.inviteOne}" novalidate autocomplete="off">
                    ${hiddenField('key', model.key)} ${fieldsOf(model)}
                    <div><button class="button primary" type="submit">${OPS_BUTTONS.sendOne}</button></div>
                </form>`,
            )}`,
        },
        frame,
    );
