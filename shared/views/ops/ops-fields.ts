import { html } from 'hono/html';
import type { Markup } from '../markup.ts';
import { foreign, say } from '../phrase.ts';
import { words } from './words-html.ts';

/** A field as the page shows it: what was typed is kept, and what is wrong with it stands below. */
export interface FieldView {
    name: string;
    label: string;
    value: string;
    hint?: string;
    error?: string | undefined;
    required?: boolean;
    type?: 'text' | 'email' | 'number' | 'search';
}

const describedBy = ({ name, hint, error }: Pick<FieldView, 'name' | 'hint' | 'error'>): Markup | '' => {
    const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(error === undefined ? [] : [`${name}-error`])];
    return ids.length === 0 ? '' : html` aria-describedby="${ids.join(' ')}"`;
};

const invalid = (error: string | undefined): Markup | '' => (error === undefined ? '' : html` aria-invalid="true"`);

const around = (field: Pick<FieldView, 'name' | 'label' | 'hint' | 'error' | 'required'>, control: Markup): Markup =>
    html`<div class="field">
        <label for="${field.name}">${field.label}${field.required === true ? ' (required)' : ''}</label>
        ${field.hint === undefined ? '' : html`<span class="hint" id="${field.name}-hint">${field.hint}</span>`}
        ${control}
        ${field.error === undefined ? '' : html`<span class="error" id="${field.name}-error">${words(say`${foreign(field.error)}`)}</span>`}
    </div>`;

// What is required is said and judged by us: a browser's own bubble would keep the other errors from being seen.
export const inputField = (field: FieldView): Markup =>
    around(
        field,
        html`<input
            id="${field.name}"
            name="${field.name}"
            type="${field.type ?? 'text'}"
            value="${field.value}"
            dir="auto"
            autocomplete="off"
            ${field.required === true ? html`aria-required="true"` : ''}
            ${invalid(field.error)}
            ${describedBy(field)}
        />`,
    );

export const textField = (field: FieldView): Markup =>
    around(
        field,
        html`<textarea id="${field.name}" name="${field.name}" dir="auto" ${invalid(field.error)} ${describedBy(field)}>
${field.value}</textarea>`,
    );

export const selectField = (
    field: Pick<FieldView, 'name' | 'label' | 'value' | 'hint' | 'error'>,
    options: readonly { value: string; words: string }[],
): Markup =>
    around(
        field,
        html`<select id="${field.name}" name="${field.name}" ${invalid(field.error)} ${describedBy(field)}>
            ${options.map(
                (option) =>
                    html`<option value="${option.value}" ${option.value === field.value ? html`selected` : ''}>
                        ${option.words}
                    </option>`,
            )}
        </select>`,
    );

export const tickField = ({ name, label, value, hint, error }: FieldView): Markup =>
    html`<div class="field">
        <label class="tick">
            <input
                type="checkbox"
                id="${name}"
                name="${name}"
                value="yes"
                ${value === 'yes' ? html`checked` : ''}
                ${invalid(error)}
                ${describedBy({ name, error })}
            />
            <span>${label} ${hint === undefined ? '' : html`<span class="hint">${hint}</span>`}</span>
        </label>
        ${error === undefined ? '' : html`<span class="error" id="${name}-error">${words(say`${foreign(error)}`)}</span>`}
    </div>`;

/** Several of which any may be ticked; what is ticked stands in the value, commas between. */
export const ticksField = (
    { name, label, value, hint, error }: FieldView,
    options: readonly { value: string; words: string }[],
): Markup => {
    const ticked = value.split(',');
    return html`<fieldset
        class="field"
        id="${name}"
        ${describedBy({ name, ...(hint === undefined ? {} : { hint }), error })}
    >
        <legend>${label}</legend>
        ${hint === undefined ? '' : html`<span class="hint" id="${name}-hint">${hint}</span>`}
        ${options.map(
            (option) =>
                html`<label class="tick">
                    <input
                        type="checkbox"
                        name="${name}"
                        value="${option.value}"
                        ${ticked.includes(option.value) ? html`checked` : ''}
                    />
                    <span>${option.words}</span>
                </label>`,
        )}
        ${error === undefined ? '' : html`<span class="error" id="${name}-error">${words(say`${foreign(error)}`)}</span>`}
    </fieldset>`;
};

export const hiddenField = (name: string, value: string): Markup =>
    html`<input type="hidden" name="${name}" value="${value}" />`;

/** What narrows a list: a form that GETs the same page. */
export const filters = (action: string, fields: readonly Markup[]): Markup =>
    html`<form class="filters" method="get" action="${action}" role="search">
        ${fields}
        <button class="button" type="submit">Apply</button>
    </form>`;
