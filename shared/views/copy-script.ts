/**
 * Copies by one press, on pages that work without it: its buttons are hidden until it runs. Where the clipboard is not
 * to be had, the text is marked, to be copied by keyboard.
 */
export const COPY_SCRIPT = `
'use strict';
(() => {
    for (const button of document.querySelectorAll('[data-copies]')) {
        const text = document.getElementById(button.dataset.copies);
        const news = document.getElementById(button.dataset.news);
        button.hidden = false;
        button.addEventListener('click', async () => {
            try {
                await navigator.clipboard.writeText(text.textContent);
                news.textContent = button.dataset.done;
            } catch {
                getSelection().selectAllChildren(text);
                news.textContent = button.dataset.marked;
            }
        });
    }
})();
`;
