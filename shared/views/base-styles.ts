import type { Brand } from './brand/brand.ts';
import { LIGHT } from './palette.ts';
import type { Palette } from './palette.ts';

const variables = ({ bands, ...plain }: Palette): string =>
    [
        ...Object.entries(plain).map(([name, colour]) => `--${name}:${colour}`),
        ...Object.entries(bands).flatMap(([tone, band]) =>
            Object.entries({ ...band }).map(([part, colour]) => `--${tone}-${part}:${colour}`),
        ),
    ].join(';');

/** The colours of each tone. They stand after what draws the edge, which would take its colour back. */
export const BANDS = Object.keys(LIGHT.bands)
    .map(
        (tone) =>
            `.${tone}{color:var(--${tone}-ink);background:var(--${tone}-ground);border-color:var(--${tone}-edge)}`,
    )
    .join('\n');

/** What is inside of `.chart`, and its legend. */
export const CHART = `.chart svg{display:block;width:100%;height:9rem;border-bottom:1px solid var(--edge);forced-color-adjust:none}
.bar-neutral{fill:var(--edge);background:var(--edge)}
.bar-good{fill:var(--good-edge);background:var(--good-edge)}
.bar-caution{fill:var(--caution-edge);background:var(--caution-edge)}
.bar-bad{fill:var(--bad-edge);background:var(--bad-edge)}
.axis{display:flex;justify-content:space-between;color:var(--quiet);font-size:.875rem}
.few{justify-content:start;gap:.5rem}
.few span+span:not(:empty)::before{content:'– '}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;list-style:none;font-size:.875rem}
.legend li{margin:0}
.swatch{display:inline-block;width:.75rem;height:.75rem;margin-inline-end:.375rem;forced-color-adjust:none}`;

/** Where text of any page starts from: each kind of pages goes on from here. */
const BASE = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
p,ul,ol,dl,blockquote{margin:.5rem 0}
ul,ol{padding-inline-start:1.25rem}
a{color:var(--accent);text-underline-offset:.15em}
summary{min-height:2.75rem;padding-block:.625rem;cursor:pointer;color:var(--accent)}
th,td{padding:.5rem 1rem .5rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;font-weight:400}
th:last-child,td:last-child{padding-inline-end:0}`;

const sheetOf = ({ light, dark }: Brand, rules: string): string => `
:root{color-scheme:light dark;${variables(light)}}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}${BASE}${rules}`;

/**
 * The stylesheet of a kind of pages, in the colours of whichever partner.
 *
 * @param rules what these pages have beyond the base; begins and ends with a line break
 */
export function stylesheet(rules: string): (brand: Brand) => string {
    const made = new WeakMap<Brand, string>();
    return (brand) => {
        const styles = made.get(brand) ?? sheetOf(brand, rules);
        made.set(brand, styles);
        return styles;
    };
}
