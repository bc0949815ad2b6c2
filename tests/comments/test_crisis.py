"""Words of somebody in danger, and what only sounds like them: by a table of sentences."""

import time

import pytest

from comments import crisis

IN_DANGER = """
I tried to commit suicide last week and nobody cares
I want to hang myself tonight
I'm planning my suicide
I want to commit suicide
I have suicidal thoughts every evening
I want to\tkill myself
i dont want to live
i don’t want to live anymore
I don't want to live with this pain
I do not want to live like this any longer
I've taken an overdose
I just took all my pills
I took too many
I took too many sleeping tablets an hour ago
I swallowed a whole bottle of paracetamol
She is asleep and I have taken too many of her pills
I'd rather be dead
I would be better off dead
I wish I was dead
I wish I’d never been born and I wish I were dead
What is the point, there's no point in living
I have no reason to live
There is nothing left to live for
My life is not worth living
My kids would be better off without me
Everyone is better off without me
I'm going to end it all
I will end my life on Friday
I want to end it tonight
I can't go on
I cant go on like this
I can’t go on. Sorry.
I cannot carry on
I can't do this anymore
kms
honestly gonna kms
they all tell me kys
I want to unalive myself
self-harm is the only thing that helps
I started self harming again
I've been cutting myself since March
I cut my wrists last night
I started cutting again
I feel like hurting myself
I want to cut myself when I am alone
s u i c i d e
su1c1de is all I think of
s.u.i.c.i.d.e
I keep thinking of su*cide
suiiiicide
ѕuісіdе
K1ll myself
I am going to jump off a bridge
I just want it to be over, I want to die
let me die
I hope I die in my sleep
I want to go to sleep and never wake up
I'm tired of living
I hate being alive
Nobody would miss me
I am a burden to my family
Goodbye world
what is the most painless way to go
How many tablets would it take to kill me?
If it hurts like this again tomorrow I will shoot myself
Our suicide prevention group meets on Mondays
Me quiero matar
quiero suicidarme, no aguanto más
me quiero suicidar
me quiero quitar la vida
He pensado en quitarme la vida
ojalá estuviera muerto
Ojalá estuviera muerta
Ojala no despertara mañana
hacerme daño
Solo quiero hacerme dano
Me quiero hacer daño
Me corto los brazos cuando estoy sola
me quiero morir
Quiero morirme
Tengo ganas de morir
Ya no quiero vivir
No quiero vivir así
no quiero seguir viviendo
No puedo más.
Voy a matarme
Pienso en matarme cada noche
Quiero acabar con todo
Voy a acabar con mi vida
Mi vida no tiene sentido
No tengo ganas de vivir
Estarían mejor sin mí
Me he tomado todas las pastillas
Tomé una sobredosis anoche
Estoy cansada de vivir
Me voy a tirar por la ventana
Me autolesiono desde los quince años
Quisiera estar muerta
No vale la pena vivir
He pensado en ahorcarme
""".strip().splitlines()

IN_NO_DANGER = """
I can't go on holiday this year
I can't go on a diet again
We cannot go on about salt for ever
I cannot carry on with the exercises, my knee hurts
I took too many biscuits
I took too many photos of the rash
I take all my pills with breakfast
The doctor checked all my pills
Who wants to live long sleeps well.
He cut himself.
I cut myself shaving and it bled for an hour
I hurt myself at the gym
I hurt my back lifting a box
I burned myself on the stove
How do I lift her without hurting myself?
I started cutting down on sugar
I cut my hair when the chemo began
My father died at home, as he wished
I don't want to die, I have two small children
I nearly died of embarrassment
I was dying of laughter
I thought I was going to die, it was a panic attack
How do you tell a child that granny is going to die?
I walk five kms every day
We ran 10 kms on Sunday
The clinic is 40 kms away
I don't want to live in a city with bad air
I do not want to live with my parents
She is tired of living in a hospital ward
I shot myself in the foot with that diet
I was killing myself at the gym for nothing
I took my life back after the operation
At the end of it all I was fine
I can't take it any more because of the rash
I can't do push-ups any more
I wake up early and cannot sleep again
Dead skin on my heels
The battery of my pump was dead
My mother takes an overcoat even in June
What happens if you take an overdose of vitamin D by mistake?
Life with diabetes is worth living
My plants die every winter
I want to dye my hair after chemo
me quiero morir de risa
Me muero de hambre con esta dieta
Casi me muero de vergüenza
no quiero vivir en la ciudad
No quiero vivir con mis suegros
No quiero morirme, tengo dos hijos
Puedo correr sin hacerme daño
¿Puede hacerme daño esta pastilla?
Me hice daño en la rodilla
Me corté en el brazo con un cristal
Me mato a trabajar
No quiero seguir tomando las pastillas
No aguanto más este picor, ¿qué crema uso?
Mi abuelo murió en su cama
Tome todas las pastillas con agua
La vida con asma tiene sentido
Quiero dejar de fumar
No puedo más que recomendar este artículo
""".strip().splitlines()


@pytest.mark.parametrize("text", IN_DANGER)
def test_who_may_be_in_danger_is_heard(text):
    assert crisis.speaks_of_it(text)
    assert crisis.speaks_of_it(f"Thanks for the page. {text.upper()}")


@pytest.mark.parametrize("text", ["", *IN_NO_DANGER])
def test_what_only_sounds_like_it_is_not_put_in_front(text):
    assert not crisis.speaks_of_it(text)


def test_the_tables_are_long_enough_to_mean_something():
    assert len(IN_DANGER) >= 60 and len(IN_NO_DANGER) >= 40


def test_what_is_meant_stands_out_beside_what_is_harmless():
    assert crisis.speaks_of_it("I want to die of shame. No, I want to die.")
    assert crisis.speaks_of_it("I can't go on holiday and I can't go on.")


@pytest.mark.parametrize(
    "text",
    [
        "My cousin took his own life in May", "He hanged himself", "My friend wants to die",
        "My sister cuts herself", "Se quiere morir y no quiere vivir", "Go and kill yourself",
        *IN_DANGER[:3],
    ],
)  # fmt: skip
def test_what_is_said_of_others_is_to_be_looked_at(text):
    assert crisis.touches_on_it(text)


@pytest.mark.parametrize("text", IN_NO_DANGER)
def test_what_is_harmless_need_not_be_looked_at(text):
    assert not crisis.touches_on_it(text)


@pytest.mark.parametrize(
    "text",
    ["want to " * 1300, "a " * 5000, "s-" * 5000, "took all my " * 900, "*" * 10_000, "i am a " * 1500,
     "how many do " * 900, "me quiero " * 1100, "1a" * 5000, "!" * 10_000, " ." * 5000, "é" * 10_000],
)  # fmt: skip
def test_ten_thousand_hostile_signs_take_no_time(text):
    before = time.perf_counter()
    crisis.touches_on_it(text)
    assert time.perf_counter() - before < 1
