import { Link } from '@react-email/components';
import { createElement, Fragment } from 'react';
import type { ReactNode } from 'react';
import { withoutLooseIsolates, withoutLooseMarks } from '../bidi.ts';
import { oneLine } from '../one-line.ts';
import { phraseParts } from '../phrase-parts.ts';
import type { Special } from '../phrase-parts.ts';
import type { Phrase } from '../phrase.ts';
import { printDay, printTime } from '../time.ts';
import type { Look } from './look.ts';

function specialNode(value: Special, look: Look): ReactNode {
    switch (value.kind) {
        case 'foreign':
            return createElement('bdi', null, withoutLooseIsolates(oneLine(value.text)));
        case 'id':
            return createElement('code', null, withoutLooseMarks(oneLine(value.text)));
        case 'term':
            return createElement('strong', null, phraseNode(value.text, look));
        case 'address':
            return createElement(
                Link,
                { className: 'link', href: `mailto:${value.text}`, style: look.style.link },
                value.text,
            );
        case 'day':
            return createElement('time', { dateTime: value.iso }, printDay(value.iso, look.language));
        case 'time':
            return createElement('time', { dateTime: value.iso }, printTime(value.iso, look.language));
    }
}

/** The sentence as it stands in a mail. */
export const phraseNode = (phrase: Phrase, look: Look): ReactNode =>
    createElement(
        Fragment,
        null,
        ...phraseParts(phrase, look.language).map((part) =>
            typeof part === 'string' ? part : specialNode(part, look),
        ),
    );

/** One below the other. */
export const linesNode = (lines: readonly ReactNode[]): ReactNode =>
    createElement(
        Fragment,
        null,
        ...lines.flatMap((line, index) => (index === 0 ? [line] : [createElement('br'), line])),
    );
