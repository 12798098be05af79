package org.fusefixture.internal.report;

/** Looks at a page from inside: what does not fit, what cannot be read, what is not there. */
final class Audit {
  /** Arguments: the check (overflowing, faint, unclear or empty), and the least contrast. */
  static final String SCRIPT =
      """
      const [check, least] = arguments;
      const name = element => element.tagName + '.' + element.getAttribute('class')
          + ' ' + (element.textContent || '').trim().slice(0, 40);
      const scrolls = element => {
        for (let at = element.parentElement; at; at = at.parentElement) {
          if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
        }
        return false;
      };
      if (check === 'overflowing') {
        return [...document.body.querySelectorAll('*')].filter(element => {
          const box = element.getBoundingClientRect();
          return box.width > 0 && !scrolls(element)
              && (box.right > window.innerWidth + 1 || box.left < -1);
        }).map(name);
      }
      if (check === 'empty') {
        return [...document.querySelectorAll('svg')].filter(svg => {
          const box = svg.getBoundingClientRect();
          return box.width < 100 || box.height < 10 || svg.querySelectorAll('rect, line, path, ellipse').length < 8;
        }).map(name);
      }
      const channels = colour => {
        const found = colour.match(/[0-9.]+/g).map(Number);
        return found.length === 3 ? [...found, 1] : found;
      };
      const luminance = colour => {
        const part = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        return 0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2]);
      };
      const contrast = (a, b) => {
        const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
        return (light + 0.05) / (dark + 0.05);
      };
      const behind = element => {
        for (let at = element; at; at = at.parentElement) {
          const colour = channels(getComputedStyle(at).backgroundColor);
          if (colour[3] === 1) return colour;
        }
        return [255, 255, 255, 1];
      };
      // In a picture, what is drawn before a text and covers its start is behind it.
      const drawnBehind = text => {
        const x = Number(text.getAttribute('x')), y = Number(text.getAttribute('y')) - 3;
        let colour = behind(text);
        for (const shape of text.ownerSVGElement.children) {
          if (shape === text) break;
          if (shape.tagName !== 'rect') continue;
          const [left, top, width, height] = ['x', 'y', 'width', 'height']
              .map(key => Number(shape.getAttribute(key)));
          if (x >= left && x <= left + width && y >= top && y <= top + height) {
            colour = channels(getComputedStyle(shape).fill);
          }
        }
        return colour;
      };
      // Charts draw their texts as shapes: letters and marks must stand out from the panel behind them.
      if (check === 'unclear') {
        const unclear = [];
        for (const chart of document.querySelectorAll('svg.chart')) {
          const style = name => getComputedStyle(chart).getPropertyValue('--' + name).trim();
          const hex = value => [1, 3, 5].map(at => parseInt(value.slice(at, at + 2), 16));
          const css = value => 'rgb(' + hex(value).join(', ') + ')';
          const quiet = ['page', 'panel', 'line', 'band'].map(name => css(style(name)));
          const grounds = ['page', 'panel'].map(name => hex(style(name)));
          for (const shape of chart.querySelectorAll('path, line, ellipse, rect')) {
            const paint = getComputedStyle(shape);
            for (const colour of [paint.fill, paint.stroke]) {
              if (colour === 'none' || quiet.includes(colour)) continue;
              const ratio = Math.min(...grounds.map(ground => contrast(channels(colour), ground)));
              if (ratio < least || Number(paint.fillOpacity) < 1) {
                unclear.push(ratio.toFixed(2) + ' ' + colour + ' ' + shape.outerHTML.slice(0, 80));
              }
            }
          }
        }
        return unclear;
      }
      const faint = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || element.tagName === 'title') continue;
        const style = getComputedStyle(element);
        const drawn = element.ownerSVGElement;
        const front = channels(drawn ? style.fill : style.color);
        const back = drawn ? drawnBehind(element) : behind(element);
        const ratio = contrast(front, back);
        if (ratio < least || front[3] < 1 || style.visibility !== 'visible' || Number(style.opacity) < 1) {
          faint.push(ratio.toFixed(2) + ' ' + name(element));
        }
      }
      return faint;
      """;

  private Audit() {}
}
