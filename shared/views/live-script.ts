/**
 * The only script of the customers' pages, and they work without it. It asks for the page again while that says so
 * (`data-look-again`, in seconds), takes over the standing where it has changed, and says a new heading aloud. Errors
 * make it ask less often, up to once a minute; a hidden page asks nothing until somebody looks at it; an answer that
 * is another page, or that the link is good no more, is shown as it is.
 */
export const LIVE_SCRIPT = `
'use strict';
(() => {
    const SLOWEST = 60;
    const standing = document.getElementById('standing');
    const news = document.getElementById('news');
    const seconds = () => Number(standing.dataset.lookAgain ?? 0);
    let shown = standing.innerHTML;
    let failures = 0;
    let timer;
    let isLooking = false;

    const reveal = () => {
        for (const part of standing.querySelectorAll('[data-with-script]')) part.hidden = false;
    };
    const wait = () => {
        clearTimeout(timer);
        if (seconds() > 0) timer = setTimeout(look, Math.min(seconds() * 2 ** failures, SLOWEST) * 1000);
    };
    const heading = () => standing.querySelector('h1');
    const take = (fresh, title) => {
        const before = heading().textContent;
        const focused = standing.contains(document.activeElement) ? document.activeElement.id : undefined;
        if (fresh.dataset.lookAgain === undefined) delete standing.dataset.lookAgain;
        standing.replaceChildren(...fresh.childNodes);
        reveal();
        document.title = title;
        if (focused !== undefined) {
            const again = document.getElementById(focused);
            if (again === null) heading().tabIndex = -1;
            (again ?? heading()).focus();
        }
        if (heading().textContent !== before) news.textContent = heading().textContent;
    };
    const goOn = async (answer) => {
        const isGone = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
        if (!answer.ok && !isGone) throw new Error(String(answer.status));
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = page.getElementById('standing');
        if (isGone || answer.redirected || fresh === null) return location.reload();
        if (fresh.innerHTML === shown) return;
        shown = fresh.innerHTML;
        take(fresh, page.title);
    };
    const look = async () => {
        if (document.hidden || isLooking) return;
        isLooking = true;
        try {
            await goOn(await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' }));
            failures = 0;
        } catch {
            failures += 1;
        }
        isLooking = false;
        wait();
    };

    if (seconds() === 0) return;
    reveal();
    document.addEventListener('visibilitychange', () => {
        if (!document.hidden && seconds() > 0) look();
    });
    wait();
})();
`;
