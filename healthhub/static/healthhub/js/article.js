// Beyond plain links: name the section that is being read, and share, copy or print the page.

const links = [...document.querySelectorAll(".contents-wide a")];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

if (headings.every(Boolean) && !CSS.supports("scroll-target-group", "auto")) {
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 4);
    links.forEach((link, place) => {
      if (place === passed.length - 1) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  const watch = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
  headings.forEach((heading) => watch.observe(heading));
}

const panel = document.querySelector("[data-share]");
if (panel) {
  const address = panel.querySelector("[data-address]").textContent;
  const ways = {
    share: navigator.share && (() => navigator.share({ title: document.title, url: address }).catch(() => {})),
    copy: navigator.clipboard && ((button) => navigator.clipboard.writeText(address).then(() => {
      panel.querySelector("[data-said]").textContent = button.dataset.done;
      button.textContent = button.dataset.done;
    })),
    print: () => print(),
  };
  for (const button of panel.querySelectorAll("[data-way]")) {
    const way = ways[button.dataset.way];
    if (way) {
      button.parentElement.hidden = false;
      button.addEventListener("click", () => way(button));
    }
  }
}
