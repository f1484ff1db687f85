'use strict';
/* The curves of a group: thin lines, a band and their mean, on a canvas. */
const chart = (() => {
  const LEFT = 44, RIGHT = 12, TOP = 8, BOTTOM = 22;
  let colours = {};

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['text', 'quiet', 'grid', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5']) {
      colours[name] = style.getPropertyValue('--' + name).trim();
    }
  }

  /* Mean, lowest and highest of each epoch; runs that ended before it are left out. */
  function summary(runs, quantity) {
    const points = [];
    for (const run of runs) {
      run.epochs.forEach((epoch, i) => {
        const value = epoch[quantity];
        const point = points[i] ||= {sum: 0, runs: 0, low: Infinity, high: -Infinity};
        point.sum += value;
        point.runs++;
        point.low = Math.min(point.low, value);
        point.high = Math.max(point.high, value);
      });
    }
    points.forEach(point => { point.mean = point.sum / point.runs; });
    return points;
  }

  /* An axis on which all values lie: of errors for accuracies, so that equal steps are equal factors. */
  function scale(low, high, ofAccuracy) {
    if (!(low <= high)) {
      [low, high] = ofAccuracy ? [0, 99] : [0, 1];
    }
    if (ofAccuracy) {
      const smallest = Math.max(.01, 100 - high) / 1.06;
      const largest = Math.min(100, Math.max(1.06 * (100 - low), 1.3 * smallest));
      const position = value =>
        Math.log(largest / Math.min(largest, Math.max(smallest, 100 - value))) / Math.log(largest / smallest);
      const errors = [];
      for (let power = -2; power <= 2; power++) {
        for (const digit of largest / smallest < 8 ? [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9] : [1, 2, 5]) {
          errors.push(digit * 10 ** power);
        }
      }
      return {position, ticks: errors.filter(e => e >= smallest && e <= largest).map(e => 100 - e)};
    }
    const room = (high - low || Math.abs(high) || 1) * .05;
    const from = low - room < 0 && low >= 0 ? 0 : low - room, to = high + room;
    const rough = (to - from) / 5, unit = 10 ** Math.floor(Math.log10(rough));
    const step = unit * [1, 2, 5, 10].find(digit => digit * unit >= rough);
    const ticks = [];
    for (let tick = Math.ceil(from / step); tick * step <= to; tick++) {
      ticks.push(tick * step);
    }
    return {position: value => (value - from) / (to - from), ticks};
  }

  function draw(canvas, group, epochs, axis, quantity) {
    const ratio = devicePixelRatio || 1, width = canvas.clientWidth, height = canvas.clientHeight;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const pen = canvas.getContext('2d');
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.font = '12px system-ui, sans-serif';
    const x = epoch => LEFT + (epochs > 1 ? (epoch - 1) / (epochs - 1) : .5) * (width - LEFT - RIGHT);
    const y = value => height - BOTTOM - axis.position(value) * (height - BOTTOM - TOP);
    drawAxes(pen, width, height, epochs, axis, x, y);
    const colour = colours['c' + group.id % 6];
    pen.lineJoin = 'round';
    pen.strokeStyle = pen.fillStyle = colour;
    const points = summary(group.runs, quantity);
    if (group.runs.length > 1 && points.length) {
      pen.globalAlpha = .15;
      pen.beginPath();
      points.forEach((point, i) => pen.lineTo(x(i + 1), y(point.high)));
      for (let i = points.length - 1; i >= 0; i--) {
        pen.lineTo(x(i + 1), y(points[i].low));
      }
      pen.fill();
      pen.globalAlpha = .35;
      pen.lineWidth = .75;
      for (const run of group.runs) {
        line(pen, run.epochs.map((epoch, i) => [x(i + 1), y(epoch[quantity])]));
      }
    }
    pen.globalAlpha = 1;
    pen.lineWidth = 2;
    line(pen, points.map((point, i) => [x(i + 1), y(point.mean)]));
    return points;
  }

  function line(pen, points) {
    if (points.length === 1) {
      pen.fillRect(points[0][0] - 2, points[0][1] - 2, 4, 4);
      return;
    }
    pen.beginPath();
    points.forEach(point => pen.lineTo(...point));
    pen.stroke();
  }

  function drawAxes(pen, width, height, epochs, axis, x, y) {
    pen.strokeStyle = colours.grid;
    pen.fillStyle = colours.quiet;
    pen.lineWidth = 1;
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    let last = Infinity;
    for (const tick of [...axis.ticks].sort((a, b) => a - b)) {
      const at = Math.round(y(tick)) + .5;
      if (last - at < 15) {
        continue;
      }
      last = at;
      pen.beginPath();
      pen.moveTo(LEFT, at);
      pen.lineTo(width - RIGHT, at);
      pen.stroke();
      pen.fillText(String(+tick.toFixed(4)), LEFT - 6, at);
    }
    pen.textAlign = 'center';
    pen.textBaseline = 'alphabetic';
    const most = Math.max(2, Math.floor((width - LEFT) / 40));
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(s => epochs / s <= most) || epochs;
    for (let epoch = step; epoch <= epochs; epoch += step) {
      pen.fillText(epoch, x(epoch), height - 6);
    }
  }

  return {readColours, summary, scale, draw};
})();
