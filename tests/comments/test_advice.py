"""Advice that readers give each other: what carries a label, and what a moderator looks at."""

import time

import pytest

from comments import advice

AGAINST_TREATMENT = """
Just stop your insulin, it worked for me
Deja la insulina, yo la dejé
Don't vaccinate your kids
no te vacunes
No se vacunen
Throw your pills away
Ditch the meds
Ditch the meds and trust your body
Drink bleach
Increase your dose
Ignore your doctor
Don't go to hospital
Do not go to the hospital, rest at home
no hace falta ir al médico
You should stop your statins
You really should stop your statins
Throw away your insulin and drink tea.
Deja de tomar las pastillas.
Stop taking your statins!
Quit the chemo
Come off your antidepressants, they are poison
Skip your next dose
Double your dose for a week.
Never trust doctors
Don’t take the antibiotics
Tira las pastillas
No vayas al médico
No tomes esa medicación
Instead of chemo use turmeric
You do not need a doctor for that
Stop metformin and fast instead
No le hagas caso a tu médico, deja la warfarina
""".strip().splitlines()

OTHER_ADVICE = """
you shouldn't take that
tómese un ibuprofeno
Prueba con jengibre
If I were you I would take ibuprofen
ibuprofen 800mg every 4 hours works
You should take magnesium at night.
Try some ginger tea.
Yo que tú tomaría hierro
Use honey for the cough
Tómate un paracetamol y a dormir
""".strip().splitlines()

NO_ADVICE = """
my doctor told me to stop my statins
I stopped smoking
I stopped my statins last year and my doctor knows
My GP told me to come off the tablets slowly
I was told to stop ibuprofen because of my kidneys
The nurse said to skip the evening dose before surgery
Mi médico me dijo que dejara la insulina por la noche
Dejé de fumar hace dos años
Should I stop my insulin before the operation?
Can I skip a dose if I vomit?
¿Puedo dejar las pastillas en el embarazo?
I had to stop the antidepressants when I was pregnant
I did not take the tablets for a week
We waited at the hospital and the doctor took her time
I would never go without my inhaler
Thank you for the article on insulin
The vaccine is free for carers here
I ran out of tablets on a Sunday
My mother ignores her doctor and we worry
Quiero dejar el tratamiento, pero tengo miedo
The insulin pump stopped at night
How long do the tablets take to work?
I am glad that I took the vaccine
I am scared of doctors and of needles
Me pusieron la vacuna en el centro de salud
""".strip().splitlines()


@pytest.mark.parametrize("text", AGAINST_TREATMENT)
def test_what_leads_away_from_a_treatment_is_labelled_and_looked_at(text):
    for said in (text, f"I had the same. {text}", text.upper()):
        assert advice.is_against_treatment(said) and advice.is_given(said)


@pytest.mark.parametrize("text", OTHER_ADVICE)
def test_other_advice_is_labelled_only(text):
    assert advice.is_given(text) and not advice.is_against_treatment(text)


@pytest.mark.parametrize("text", NO_ADVICE)
def test_stories_and_questions_carry_no_label(text):
    assert not advice.is_given(text)


@pytest.mark.parametrize(
    "text",
    ["stop the " * 1100, "no te " * 1600, "a " * 5000, "my doctor " * 1000, "instead of " * 900,
     "you should " * 900, "i have to " * 1000, ". stop" * 1600, "throw your " * 900, "a" * 10_000],
)  # fmt: skip
def test_ten_thousand_hostile_signs_take_no_time(text):
    before = time.perf_counter()
    advice.is_given(text)
    assert time.perf_counter() - before < 1.5
