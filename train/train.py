#!/usr/bin/env python3
"""Trains the ranker: train.py MINILM_DIR SENTENCES... --out FILE.pt [--seed N] [--epochs N] [--held-out K]

Every tenth sentence (by its hash) is held out and scored after each epoch, unless --all is given.
"""
import argparse
import hashlib
import random
import time

import torch
from torch.nn import functional as F

from ranker import CLASSES, Pieces, Ranker, read_sentence


def spans_to_tokens(spans, tokens):
    return [i for i, (a, b) in enumerate(tokens) if b > a and any(s < b and a < e for s, e in spans)]


def examples(lines, pieces):
    out = []
    for line in lines:
        text, parties, pairs = read_sentence(line)
        ids, tokens = pieces(text)
        at = {k: spans_to_tokens(v, tokens) for k, v in parties.items()}
        at = {k: v for k, v in at.items() if v}
        told = {}
        for (a, b), (kind, trigger) in pairs.items():
            if a in at and b in at:
                t = spans_to_tokens([trigger], tokens) if trigger else []
                told[a, b] = (CLASSES.index(kind), t[0] if t else -1)
        if len(at) > 1:
            out.append((ids, at, told))
    return out


def batch(sentences, rng, thin):
    """One padded batch. With chance `thin` a sentence shows only one of its pairs of parties, as if no other were marked."""
    n = max(len(ids) for ids, _, _ in sentences)
    ids = torch.zeros(len(sentences), n, dtype=torch.long)
    mask = torch.zeros(len(sentences), n, dtype=torch.bool)
    party = torch.zeros(len(sentences), n)
    rows, s, t, kind, trigger, weight = [], [], [], [], [], []
    for i, (tokens, at, told) in enumerate(sentences):
        ids[i, : len(tokens)] = torch.tensor(tokens)
        mask[i, : len(tokens)] = True
        letters = sorted(at)
        if thin and rng.random() < thin:
            letters = sorted(rng.choice(sorted(told))) if told and rng.random() < 0.8 else sorted(rng.sample(letters, 2))
        for a in letters:
            party[i, at[a]] = 1
        pairs = [(a, b) for a in letters for b in letters if a != b]
        for a, b in pairs:
            w = torch.zeros(n); w[at[a]] = 1 / len(at[a])
            v = torch.zeros(n); v[at[b]] = 1 / len(at[b])
            k, p = told.get((a, b), (0, -1))
            rows.append(i); s.append(w); t.append(v); kind.append(k); trigger.append(p)
            weight.append(1.0 if k else 0.5)
    return ids, mask, party, torch.tensor(rows), torch.stack(s), torch.stack(t), torch.tensor(kind), torch.tensor(trigger), torch.tensor(weight)


def score(model, data, size=64):
    model.eval()
    right = told = called = pointed = pointable = closed = 0
    with torch.no_grad():
        for at in range(0, len(data), size):
            ids, mask, party, rows, s, t, kind, trigger, _ = batch(data[at : at + size], None, 0)
            logits, point = model.pairs(model.encode(ids, mask, party), mask, rows, s, t)
            said = logits.argmax(-1)
            told += int((kind > 0).sum()); called += int((said > 0).sum()); right += int(((said == kind) & (kind > 0)).sum())
            closed += int(((logits[:, 1:].argmax(-1) + 1 == kind) & (kind > 0)).sum())
            has = trigger >= 0
            pointable += int(has.sum()); pointed += int((point.argmax(-1)[has] == trigger[has]).sum())
    model.train()
    return f"type given a pair {closed / max(told, 1):.3f}  P {right / max(called, 1):.3f} R {right / max(told, 1):.3f}  trigger {pointed / max(pointable, 1):.3f}"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("minilm"); p.add_argument("sentences", nargs="+"); p.add_argument("--out", required=True)
    p.add_argument("--seed", type=int, default=1); p.add_argument("--epochs", type=int, default=4)
    p.add_argument("--lr", type=float, default=6e-5); p.add_argument("--head-lr", type=float, default=6e-4)
    p.add_argument("--batch", type=int, default=32); p.add_argument("--thin", type=float, default=0.4)
    p.add_argument("--drop", type=float, default=0.1); p.add_argument("--all", action="store_true")
    p.add_argument("--start", help="go on from these weights (.pt)"); p.add_argument("--take", type=int, default=0, help="read only so many sentences of those given first; of the last file all")
    a = p.parse_args()
    torch.manual_seed(a.seed); rng = random.Random(a.seed)
    pieces = Pieces([l.rstrip("\n") for l in open(f"{a.minilm}/vocab.txt", encoding="utf-8")])
    lines = sorted({l for f in a.sentences for l in open(f, encoding="utf-8") if " | " in l})
    held = [l for l in lines if hashlib.sha256(l.encode()).digest()[0] % 10 == 0]
    if not a.all:
        lines = [l for l in lines if hashlib.sha256(l.encode()).digest()[0] % 10]
    if a.take:
        last = {l for l in open(a.sentences[-1], encoding="utf-8")}
        some = [l for l in lines if l not in last]
        rng.shuffle(some)
        lines = some[: a.take] + [l for l in lines if l in last]
    data, held = examples(lines, pieces), examples(held, pieces)
    model = Ranker(len(pieces.ids)); model.load_minilm(f"{a.minilm}/model.safetensors")
    if a.start:
        model.load_state_dict(torch.load(a.start))
    model.words.weight.requires_grad_(False); model.places.weight.requires_grad_(False)
    head = [q for n, q in model.named_parameters() if n.split(".")[0] in ("party", "ask", "key", "value", "hidden", "classes")]
    known = {id(q) for q in head}
    body = [q for q in model.parameters() if q.requires_grad and id(q) not in known]
    optimiser = torch.optim.AdamW([{"params": body, "lr": a.lr}, {"params": head, "lr": a.head_lr}], weight_decay=0.01)
    steps = a.epochs * ((len(data) + a.batch - 1) // a.batch); step = 0
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda k: min(k / warm, max(0.0, (steps - k) / (steps - warm))))
    print(len(data), "sentences,", len(held), "held out,", steps, "steps", flush=True)
    model.train(); began = time.time()
    for epoch in range(a.epochs):
        # Sentences of like length share a batch, the batches come in a random order.
        order = sorted(range(len(data)), key=lambda i: len(data[i][0]) + rng.random() * 8)
        batches = [order[i : i + a.batch] for i in range(0, len(order), a.batch)]
        rng.shuffle(batches); total = 0.0
        for chosen in batches:
            ids, mask, party, rows, s, t, kind, trigger, weight = batch([data[i] for i in chosen], rng, a.thin)
            logits, point = model.pairs(model.encode(ids, mask, party, a.drop), mask, rows, s, t, a.drop)
            loss = (F.cross_entropy(logits, kind, reduction="none", label_smoothing=0.05) * weight).sum() / weight.sum()
            has = trigger >= 0
            if has.any():
                loss = loss + 0.3 * F.nll_loss(point[has], trigger[has])
            optimiser.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step(); schedule.step(); step += 1; total += loss.item()
            if step % 50 == 0:
                print(f"step {step} loss {total / (batches.index(chosen) + 1):.3f} {time.time() - began:.0f} s", flush=True)
        torch.save(model.state_dict(), a.out)
        print(f"epoch {epoch + 1}: {score(model, held)}  {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
