// How every text and every bar stands out from what is behind it: WCAG's ratio of luminances.
(() => {
  const channels = colour => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([red, green, blue]) => {
    const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('title')) continue;
    const style = getComputedStyle(element);
    const drawn = element instanceof SVGElement ? style.fill : style.color;
    const back = behind(element);
    found.push({ text: node.data.trim().slice(0, 30), shape: false, contrast: ratio(channels(drawn), back) });
  }
  for (const shape of document.querySelectorAll('rect, circle')) {
    const style = getComputedStyle(shape);
    const back = behind(shape.parentElement);
    const drawn = channels(style.stroke === 'none' ? style.fill : style.stroke);
    found.push({ text: shape.getAttribute('class'), shape: true, contrast: ratio(drawn, back) });
  }
  return found;
})()
