// Lay what readers say into the article's page when its reader comes near. Without this, or where
// it fails, a link leads to the same words. The browser parses the answer into a document of its
// own, where nothing runs; no text is ever made into markup here.

const place = document.querySelector("[data-comments]");

const lay = (thread) => {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = place.dataset.style;
  style.onload = style.onerror = () => place.replaceWith(document.adoptNode(thread));
  document.head.append(style);
};

const ask = () => {
  const question = new XMLHttpRequest();
  question.open("GET", place.dataset.comments);
  question.responseType = "document";
  question.onload = () => {
    const thread = question.status === 200 && question.response?.getElementById("comments");
    if (thread) lay(thread);
  };
  question.send();
};

if (place) {
  const watch = new IntersectionObserver((seen) => {
    if (seen.some((each) => each.isIntersecting)) {
      watch.disconnect();
      ask();
    }
  }, { rootMargin: "600px 0px" });
  watch.observe(place);
}
