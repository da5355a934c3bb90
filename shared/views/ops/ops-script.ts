/**
 * The only script of these pages, and they work without it: a page that says `data-refresh` asks for itself again after
 * so many seconds, and takes over those of its parts that are `data-live`. A part that somebody is in stays as it is.
 */
export const OPS_SCRIPT = `
const root = document.querySelector('[data-refresh]');
const isInUse = (part) => part.contains(document.activeElement) || part.querySelector('details[open]') !== null;
const wait = (page) => {
    const seconds = Number(page?.dataset.refresh);
    if (seconds > 0) setTimeout(look, seconds * 1000);
};
const look = async () => {
    if (document.hidden) return wait(root);
    try {
        const answer = await fetch(location.href, { headers: { accept: 'text/html' }, redirect: 'error' });
        if (!answer.ok) return wait(root);
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
        for (const part of document.querySelectorAll('[data-live]')) {
            const next = fresh.getElementById(part.id);
            if (next !== null && next.innerHTML !== part.innerHTML && !isInUse(part)) {
                part.replaceChildren(...next.childNodes);
            }
        }
        wait(fresh.querySelector('[data-refresh]'));
    } catch {
        wait(root);
    }
};
wait(root);
`;
