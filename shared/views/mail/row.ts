import { Row } from '@react-email/components';
import { createElement, Fragment } from 'react';
import type { ComponentProps, ReactNode } from 'react';

type RowProps = Omit<ComponentProps<typeof Row>, 'children' | 'ref'>;

/** Cells beside each other: the only thing that Outlook gives space and colour to. */
export const rowNode = (props: RowProps, ...columns: readonly ReactNode[]): ReactNode =>
    createElement(Row, { ...props, children: createElement(Fragment, null, ...columns) });
