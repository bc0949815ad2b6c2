// Keep what is typed in this browser until it was sent, for a day: a reload or a crash loses nothing.

const DAY = 86400000;
const NAME = "comment-draft:";
const field = document.querySelector("[data-draft]");
const name = NAME + location.pathname;

try {
  for (const key of Object.keys(localStorage)) {
    const isDraft = key.startsWith(NAME);
    if (isDraft && !(JSON.parse(localStorage[key]).at > Date.now() - DAY)) localStorage.removeItem(key);
  }
  const sent = document.querySelector("[data-sent]");
  if (sent) localStorage.removeItem(NAME + sent.dataset.sent);
  if (field) {
    const kept = localStorage[name] && JSON.parse(localStorage[name]).text;
    if (kept && !field.value) field.value = kept;
    field.addEventListener("input", () => {
      if (field.value) localStorage[name] = JSON.stringify({ text: field.value, at: Date.now() });
      else localStorage.removeItem(name);
    });
  }
} catch {
  // A browser that lets nothing be kept: the form works without.
}
