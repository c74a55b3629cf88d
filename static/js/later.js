{
const { modules, sheets } = document.currentScript.dataset;
const each = (text) => text.split(" ").filter(Boolean);
addEventListener("load", () => setTimeout(() => {
for (const module of each(modules)) import(module);
for (const sheet of each(sheets)) {
const link = document.createElement("link");
document.head.append(Object.assign(link, { rel: "prefetch", as: "style", href: sheet }));
}
}));
}
