// Pagefind's default interface, as its documentation sets it up.
const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "pagefind/pagefind-ui.css" });
document.head.append(style);
const script = Object.assign(document.createElement("script"), { src: "pagefind/pagefind-ui.js" });
script.onload = () => {
  document.querySelector("#search").replaceChildren();
  new PagefindUI({ element: "#search", showSubResults: false, showImages: false });
};
document.head.append(script);
