import './booking-page.css'
