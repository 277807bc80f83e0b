/**
 * Keeps the parts marked `data-live` up to date: the page is fetched again, and what changed in them
 * is put in place. Rows are told apart by their ids, so that focus and scroll stay. Without this
 * script everything works by loading the page anew.
 */
const PAUSE_MS = 1_500;

let paused = false;
let last = '';

function update(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-live]')];
  if (regions.length === 0) return;
  const again = (): void => void setTimeout(update, PAUSE_MS);
  if (paused || document.hidden) return again();
  fetch(location.href, { headers: { accept: 'text/html' } })
    .then((response) => (response.ok ? response.text() : Promise.reject(response.status)))
    .then((text) => {
      if (text !== last && !paused) merge(regions, text);
      last = text;
    })
    // The emulator is restarting, or gone: the page stays as it is.
    .catch(() => undefined)
    .finally(again);
}

function merge(regions: HTMLElement[], text: string): void {
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  for (const region of regions) {
    const next = fresh.querySelector<HTMLElement>(`[data-live="${region.dataset.live}"]`);
    if (!next || next.innerHTML === region.innerHTML) continue;
    const [list, nextList] = [region, next].map((part) => part.querySelector('.log'));
    if (list && nextList) mergeRows(list, nextList);
    else if (!region.contains(document.activeElement)) region.replaceChildren(...next.childNodes);
  }
}

/** Takes new rows over, drops those that are gone, and keeps what is unchanged untouched. */
function mergeRows(list: Element, next: Element): void {
  const known = new Map([...list.children].map((row) => [row.id, row]));
  const rows = [...next.children].map((row) => {
    const old = known.get(row.id);
    if (!old) row.classList.add('is-new');
    const same = old && (old.innerHTML === row.innerHTML || old.contains(document.activeElement));
    return same ? old : row;
  });
  const kept = new Set(rows);
  for (const row of [...list.children]) if (!kept.has(row)) row.remove();
  // What stays is not moved: a moved row would lose the focus.
  let place = list.firstElementChild;
  for (const row of rows) {
    if (row === place) place = place.nextElementSibling;
    else list.insertBefore(row, place);
  }
}

/** A button to hold the page still while reading. */
function addSwitch(): void {
  const place = document.querySelector('[data-live-switch]');
  if (!place) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'live';
  const show = (): void => {
    button.textContent = paused ? 'Paused' : 'Live';
    button.dataset.paused = String(paused);
    button.title = paused ? 'Go on updating' : 'Pause updating';
  };
  button.addEventListener('click', () => {
    paused = !paused;
    show();
  });
  show();
  place.append(button);
}

addSwitch();
setTimeout(update, PAUSE_MS);
