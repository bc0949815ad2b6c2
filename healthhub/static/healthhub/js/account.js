// The header of readers' pages is the same for everybody. Whoever is signed in has a cookie that says
// only so; then the link to the account becomes a menu, of facts that are asked for apart.

const place = document.querySelector("[data-account]");

const make = (name, facts, ...inside) => {
  const made = Object.assign(document.createElement(name), facts);
  made.append(...inside);
  return made;
};

const menuOf = ({ name, links, leave }) => make(
  "div", { id: "account-menu", className: "account-menu", popover: "auto" },
  make("p", { className: "account-name" }, name),
  make("ul", {}, ...links.map((link) => make("li", {}, make("a", { href: link.address }, link.text)))),
  make(
    "form", { method: "post", action: leave.address },
    make("input", { type: "hidden", name: "csrfmiddlewaretoken", value: leave.token }),
    make("button", { className: "button button-quiet" }, leave.text),
  ),
);

if (place && "popover" in HTMLElement.prototype && /(^|; )signed_in=1(;|$)/.test(document.cookie)) {
  const answer = await fetch(place.dataset.account, { cache: "no-store" }).catch(() => null);
  const facts = answer?.ok ? await answer.json() : {};
  if (facts.name) {
    const link = place.firstElementChild;
    const menu = menuOf(facts);
    const button = make("button", { className: link.className, type: "button", popoverTargetElement: menu }, ...link.childNodes);
    link.replaceWith(button);
    place.append(menu);
  }
}
